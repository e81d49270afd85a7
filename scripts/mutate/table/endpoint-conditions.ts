import { replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (old: string, now: string) => within('Api', replace(old, now))

const ENDPOINT = `StringNotEquals:
                aws:SourceVpce: !Ref VpcEndpointId
`

/** The condition on the endpoint: another key, operator or value. */
export const endpointConditions: readonly Harmful[] = [
  {
    id: "an endpoint's id is compared with aws:SourceVpc, as in the demo",
    file,
    edit: swap('aws:SourceVpce', 'aws:SourceVpc'),
    expect: ['values-can-match', 'consumer-is-accepted'],
  },
  {
    id: "an endpoint's id is compared with aws:SourceIp",
    file,
    edit: swap('aws:SourceVpce', 'aws:SourceIp'),
    expect: ['values-can-match', 'consumer-is-accepted'],
  },
  {
    id: 'any endpoint of the VPC will do: aws:SourceVpc',
    file,
    edit: swap('aws:SourceVpce: !Ref VpcEndpointId', 'aws:SourceVpc: !Ref VpcId'),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'the Deny is for our endpoint: StringEquals',
    file,
    edit: swap('StringNotEquals', 'StringEquals'),
    expect: ['only-our-endpoint', 'consumer-is-accepted'],
  },
  {
    id: 'the Deny is for our endpoint: StringLike',
    file,
    edit: swap('StringNotEquals', 'StringLike'),
    expect: ['only-our-endpoint', 'consumer-is-accepted'],
  },
  {
    id: 'the Deny is for our endpoint or none: StringEqualsIfExists',
    file,
    edit: swap('StringNotEquals', 'StringEqualsIfExists'),
    expect: ['only-our-endpoint', 'consumer-is-accepted'],
  },
  {
    id: 'the Deny is for whoever has no endpoint: Null',
    file,
    edit: swap(ENDPOINT, 'Null:\n                aws:SourceVpce: "true"\n'),
    expect: ['only-our-endpoint', 'not-by-others-endpoint'],
  },
  {
    id: 'the endpoint is one that somebody else has',
    file,
    edit: swap('SourceVpce: !Ref VpcEndpointId', 'SourceVpce: vpce-0123456789abcdef0'),
    expect: ['only-our-endpoint', 'consumer-is-accepted'],
  },
  {
    id: 'the endpoint is a star, which StringNotEquals takes literally',
    file,
    edit: swap('SourceVpce: !Ref VpcEndpointId', 'SourceVpce: "*"'),
    expect: ['consumer-is-accepted', 'nothing-dead'],
  },
  {
    id: 'every endpoint will do: StringNotLike vpce-*',
    file,
    edit: swap(ENDPOINT, 'StringNotLike:\n                aws:SourceVpce: vpce-*\n'),
    expect: ['only-our-endpoint', 'not-by-others-endpoint'],
  },
  {
    id: 'a second endpoint may call',
    file,
    edit: swap(
      'aws:SourceVpce: !Ref VpcEndpointId\n',
      `aws:SourceVpce:
                  - !Ref VpcEndpointId
                  - vpce-0123456789abcdef0
`,
    ),
    expect: ['only-our-endpoint', 'not-by-others-endpoint'],
  },
  {
    id: 'only callers of another VPC are denied as well: two keys under one operator',
    file,
    edit: swap(ENDPOINT, `${ENDPOINT}                aws:SourceVpc: !Ref VpcId\n`),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'only callers of another account are denied as well: two keys under one operator',
    file,
    edit: swap(ENDPOINT, `${ENDPOINT}                aws:PrincipalAccount: !Ref AWS::AccountId\n`),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'only calls without TLS are denied as well: a second operator',
    file,
    edit: swap(ENDPOINT, `${ENDPOINT}              Bool:\n                aws:SecureTransport: "false"\n`),
    expect: ['only-our-endpoint', 'nothing-dead'],
  },
]
