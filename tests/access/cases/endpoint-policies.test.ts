import { ALICE, API, allow, atEndpoint, deny, ofIdentity, SESSION, STRANGER, testTable } from './table.ts'
import { says } from './words.ts'

const refused = { because: 'endpoint policy: implicit-deny', expected: 'implicit' } as const
describe('endpoint policies', () => {
  testTable([
    { name: 'full access is the default', source: '3.6', expected: 'allow', because: 'full access' },
    {
      name: 'a policy that names the API admits it',
      source: '3.6',
      endpoint: [atEndpoint()],
      expected: 'allow',
    },
    {
      name: 'another API is not admitted',
      source: '3.6',
      endpoint: [atEndpoint({ Resource: 'arn:aws:execute-api:*:*:zzzzzzzzzz/*' })],
      ...refused,
    },
    {
      name: 'it may be as narrow as a method',
      source: '3.6',
      endpoint: [atEndpoint({ Resource: `${API}/prod/POST/*` })],
      ...refused,
    },
    {
      name: 'it restricts and never grants',
      source: '3.6',
      endpoint: [atEndpoint()],
      policy: says.neutral,
      expected: 'implicit',
    },
    {
      name: 'its Deny wins',
      source: '3.6',
      endpoint: [atEndpoint(), atEndpoint({ Effect: 'Deny' })],
      expected: 'explicit',
    },
    {
      name: 'it is heard first',
      source: '3.1',
      endpoint: [atEndpoint({ Action: 'x:y' })],
      policy: says.Deny,
      ...refused,
    },
    {
      name: 'it sees who signs, also for a method without authorization',
      source: '3.6',
      endpoint: [atEndpoint({ Principal: { AWS: ALICE } })],
      request: { principal: ALICE },
      expected: 'allow',
    },
    {
      name: 'somebody else is refused',
      source: '3.6',
      endpoint: [atEndpoint({ Principal: { AWS: ALICE } })],
      request: { principal: SESSION },
      ...refused,
    },
    {
      name: 'it has the keys of who signs',
      source: '3.6, 4.1',
      endpoint: [atEndpoint({ Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111' } } })],
      request: { principal: ALICE },
      expected: 'allow',
    },
    {
      name: 'and not of the anonymous',
      source: '4.1',
      endpoint: [atEndpoint({ Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111' } } })],
      ...refused,
    },
    {
      name: 'an organization keeps strangers out of the endpoint',
      source: '4.1',
      endpoint: [atEndpoint({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
      request: { principal: STRANGER },
      context: { 'aws:PrincipalOrgID': 'o-2' },
      ...refused,
    },
    {
      name: 'the shorthand opens nothing here',
      source: 'U9',
      endpoint: [allow()],
      expected: 'implicit',
      because: 'U9',
    },
    {
      name: 'and may close',
      source: 'U9',
      endpoint: [atEndpoint(), deny()],
      expected: 'explicit',
      because: 'U9',
    },
    {
      name: 'the internet does not meet it',
      source: '3.6',
      type: 'REGIONAL',
      endpoint: [atEndpoint({ Effect: 'Deny' })],
      expected: 'allow',
    },
    {
      name: 'a statement without principal is not read as everybody',
      source: 'design 9',
      endpoint: [ofIdentity()],
      expected: 'unknown',
      because: 'no Principal',
    },
  ])
})
