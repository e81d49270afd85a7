import { insert, remove, replace, within } from '../edit.ts'
import type { Harmless } from '../mutation.ts'

const file = 'secure-private-api.yaml'

/** The endpoint's policy, roles and permissions in other words, or wider than any theorem asks. */
export const harmlessRoles: readonly Harmless[] = [
  {
    id: 'the endpoint policy writes its intrinsic out',
    file: 'secure-private-api-vpc.yaml',
    edit: within('ApiEndpoint', replace('Resource: !Sub arn', 'Resource:\n              Fn::Sub: arn')),
  },
  {
    id: 'the endpoint policy has no Sid',
    file: 'secure-private-api-vpc.yaml',
    edit: within('ApiEndpoint', replace('- Sid: ApisOfThisAccount\n            Effect', '- Effect')),
  },
  {
    id: "the endpoint carries this region's APIs only by name of their account",
    file: 'secure-private-api-vpc.yaml',
    edit: within('ApiEndpoint', replace('execute-api:${AWS::Region}:', 'execute-api:*:')),
    because: 'an endpoint carries calls of its region only',
  },
  {
    id: 'the greeter may write every log of the account',
    file,
    edit: within('GreeterRole', replace('Resource: !GetAtt GreeterLogs.Arn', 'Resource: "*"')),
    because: 'no theorem is about more than what it needs',
  },
  {
    id: 'the greeter may not trace',
    file,
    edit: within('GreeterRole', remove('                  - xray:PutTelemetryRecords\n')),
  },
  {
    id: 'the permission names the function by its name',
    file,
    edit: within('GreeterPermission', replace('!GetAtt Greeter.Arn', '!Ref Greeter')),
  },
  {
    id: 'the role of the flow log has another policy name',
    file: 'secure-private-api-vpc.yaml',
    edit: within('RejectedTrafficRole', insert('PolicyName: deliver', '-logs')),
  },
]
