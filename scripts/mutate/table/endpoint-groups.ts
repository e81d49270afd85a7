import { insert, remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api-vpc.yaml'
const groups = '        - !GetAtt ApiEndpointSecurityGroup.GroupId\n'

/** Which security groups the endpoint has. */
export const endpointGroups: readonly Harmful[] = [
  {
    id: "the endpoint has the resolver's group",
    file,
    edit: within('ApiEndpoint', replace(groups, '        - !GetAtt ResolverSecurityGroup.GroupId\n')),
    expect: ['consumer-is-accepted', 'open-group-is-attached'],
  },
  {
    id: "the endpoint has the VPC's default group",
    file,
    edit: within('ApiEndpoint', replace(groups, '        - !GetAtt Vpc.DefaultSecurityGroup\n')),
    expect: ['consumer-is-accepted', 'open-group-is-attached'],
  },
  {
    id: 'the endpoint names no group, as in the demo',
    file,
    edit: within('ApiEndpoint', remove(`      SecurityGroupIds:\n${groups}`)),
    expect: ['open-group-is-attached'],
  },
  {
    id: 'the endpoint has a group besides that is not in the templates',
    file,
    edit: within('ApiEndpoint', insert(groups, '        - sg-0123456789abcdef0\n')),
    expect: ['only-listed-peers', 'only-https'],
  },
]
