import { remove } from '../edit.ts'
import type { Harmful } from '../mutation.ts'
import { ALLOW, DENY_ENDPOINTS, DENY_NETWORKS, inApi, inside } from './policy-statements.ts'

const file = 'secure-private-api.yaml'

/** Statements that are dropped, turned round or narrowed. */
export const statements: readonly Harmful[] = [
  {
    id: 'the policy has no Allow',
    file,
    edit: inApi(remove(ALLOW)),
    expect: ['consumer-is-accepted', 'nothing-dead'],
  },
  {
    id: 'the policy does not deny other endpoints',
    file,
    edit: inApi(remove(DENY_ENDPOINTS)),
    expect: ['only-our-endpoint', 'not-by-others-endpoint'],
  },
  {
    id: 'the policy does not deny other networks',
    file,
    edit: inApi(remove(DENY_NETWORKS)),
    expect: ['only-our-networks'],
  },
  {
    id: 'the Allow is a Deny',
    file,
    edit: inside(ALLOW, 'Effect: Allow', 'Effect: Deny'),
    expect: ['consumer-is-accepted', 'nothing-dead'],
  },
  {
    id: 'the Deny of other endpoints is an Allow',
    file,
    edit: inside(DENY_ENDPOINTS, 'Effect: Deny', 'Effect: Allow'),
    expect: ['only-our-endpoint', 'only-declared-routes'],
  },
  {
    id: 'the Deny of other networks is an Allow',
    file,
    edit: inside(DENY_NETWORKS, 'Effect: Deny', 'Effect: Allow'),
    expect: ['only-our-networks', 'only-declared-routes'],
  },
  {
    id: 'the API has no policy',
    file,
    edit: inApi(
      remove(`      Policy:
        Version: "2012-10-17"
        Statement:
${ALLOW}${DENY_ENDPOINTS}${DENY_NETWORKS}`),
    ),
    expect: ['consumer-is-accepted', 'nothing-dead'],
  },
  {
    id: 'the Deny of other endpoints covers POST only',
    file,
    edit: inside(DENY_ENDPOINTS, 'execute-api:/*', 'execute-api:/miztiik/POST/*'),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'the Deny of other networks covers another stage only',
    file,
    edit: inside(DENY_NETWORKS, 'execute-api:/*', 'execute-api:/prod/*'),
    expect: ['only-our-networks'],
  },
  {
    id: 'the Deny of other endpoints spares what it named: NotResource',
    file,
    edit: inside(DENY_ENDPOINTS, 'Resource: execute', 'NotResource: execute'),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'the Deny of other networks spares what it named: NotAction',
    file,
    edit: inside(DENY_NETWORKS, 'Action: execute', 'NotAction: execute'),
    expect: ['only-our-networks'],
  },
  {
    id: 'the Deny of other endpoints is about another action',
    file,
    edit: inside(DENY_ENDPOINTS, 'execute-api:Invoke', 'execute-api:InvalidateCache'),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'the Deny of other endpoints is about this account only',
    file,
    edit: inside(
      DENY_ENDPOINTS,
      '            Principal: "*"\n',
      '            Principal:\n              AWS: !Ref AWS::AccountId\n',
    ),
    expect: ['only-our-endpoint'],
  },
  {
    id: 'the Deny of other endpoints has no condition',
    file,
    edit: inside(
      DENY_ENDPOINTS,
      `            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref VpcEndpointId
`,
      '',
    ),
    expect: ['consumer-is-accepted', 'nothing-dead'],
  },
]
