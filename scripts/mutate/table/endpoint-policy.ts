import { insert, remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api-vpc.yaml'
const swap = (old: string, now: string) => within('ApiEndpoint', replace(old, now))

const RESOURCE = 'Resource: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*'
const STATEMENT = `          - Sid: ApisOfThisAccount
            Effect: Allow
            Principal: "*"
            Action: execute-api:Invoke
            ${RESOURCE}
`

/** The endpoint's policy carries calls to others, or not those to the API. */
export const endpointPolicy: readonly Harmful[] = [
  {
    id: 'the endpoint has no policy, so it carries everything',
    file,
    edit: within(
      'ApiEndpoint',
      remove(`      PolicyDocument:
        Version: "2012-10-17"
        Statement:
${STATEMENT}`),
    ),
    expect: ['endpoint-serves-this-account'],
  },
  {
    id: 'the endpoint carries calls to every API',
    file,
    edit: swap(RESOURCE, 'Resource: "*"'),
    expect: ['endpoint-serves-this-account'],
  },
  {
    id: "the endpoint carries calls to every account's APIs",
    file,
    edit: swap(':${AWS::AccountId}:*', ':*:*'),
    expect: ['endpoint-serves-this-account'],
  },
  {
    id: "the endpoint carries calls to another account's APIs instead",
    file,
    edit: swap('${AWS::AccountId}', '111122223333'),
    expect: ['endpoint-serves-this-account', 'consumer-is-accepted'],
  },
  {
    id: 'the endpoint carries calls to another API only',
    file,
    edit: swap('${AWS::AccountId}:*', '${AWS::AccountId}:a1b2c3d4e5/*'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint carries calls to another region only',
    file,
    edit: swap(':${AWS::Region}:', ':eu-west-9:'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint carries another action only',
    file,
    edit: swap('execute-api:Invoke', 'execute-api:ManageConnections'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint denies what it allowed',
    file,
    edit: swap('Effect: Allow', 'Effect: Deny'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint serves another account only',
    file,
    edit: swap('Principal: "*"', 'Principal: { AWS: "111122223333" }'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint asks for a principal of this account, which an unsigned call has not',
    file,
    edit: within(
      'ApiEndpoint',
      insert(
        STATEMENT,
        `            Condition:
              StringEquals:
                aws:PrincipalAccount: !Ref AWS::AccountId
`,
      ),
    ),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'a second statement of the endpoint allows everything',
    file,
    edit: within(
      'ApiEndpoint',
      insert(STATEMENT, '          - { Effect: Allow, Principal: "*", Action: "*", Resource: "*" }\n'),
    ),
    expect: ['endpoint-serves-this-account'],
  },
  {
    id: 'a second statement of the endpoint denies what comes from this VPC',
    file,
    edit: within(
      'ApiEndpoint',
      insert(
        STATEMENT,
        `          - Effect: Deny
            Principal: "*"
            Action: "*"
            Resource: "*"
            Condition:
              StringEquals:
                aws:SourceVpc: !Ref Vpc
`,
      ),
    ),
    expect: ['consumer-is-accepted'],
  },
]
