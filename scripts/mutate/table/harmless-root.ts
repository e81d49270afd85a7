import { insert, remove, replace, within } from '../edit.ts'
import type { Harmless } from '../mutation.ts'

const file = 'main.yaml'
const swap = (name: string, old: string, now: string) => within(name, replace(old, now))

/** Defaults, outputs and texts of the root, and the same values passed in other words. */
export const harmlessRoot: readonly Harmless[] = [
  {
    id: 'the root gives out one name less',
    file,
    edit: remove(`  SecureApiAliasUrl:
    Description: "The same by the alias of API and endpoint: resolves everywhere, reachable from the network only."
    Value: !GetAtt SecurePrivateApi.Outputs.SecureApiAliasUrl
`),
  },
  {
    id: 'callers sign by default',
    file,
    edit: swap('Authorization', 'Default: NONE', 'Default: AWS_IAM'),
    because: 'the theorems are about every value of a parameter',
  },
  {
    id: 'the VPC has another block by default',
    file,
    edit: swap('VpcCidr', 'Default: 10.10.0.0/16', 'Default: 172.31.0.0/16'),
    because: 'the theorems are about every value of a parameter',
  },
  {
    id: 'a condition compares the other way round',
    file,
    edit: replace(
      '  OwnVpc: !Equals\n    - !Ref ExistingVpcEndpointId\n    - ""\n',
      '  OwnVpc: !Equals\n    - ""\n    - !Ref ExistingVpcEndpointId\n',
    ),
  },
  {
    id: 'a group of parameters has another label',
    file,
    edit: replace('default: Corporate network', 'default: Office'),
  },
  {
    id: 'the root has another description',
    file,
    edit: replace('Description: A private API on Amazon API Gateway, the', 'Description: An API, the'),
  },
  {
    id: 'a comment ends the template',
    file,
    edit: insert('    Value: !GetAtt ApiConsumer.Outputs.OutsideVpc', ' # that is all'),
  },
  {
    id: 'the API is told in other words to ask for signatures',
    file,
    edit: swap(
      'SecurePrivateApi',
      'Authorization: !Ref Authorization',
      'Authorization: !Sub ${Authorization}',
    ),
  },
]
