import { decidePolicy } from '../../../scripts/access/policy/decide.ts'
import { evidenceText } from '../../../scripts/access/policy/evidence.ts'
import { refuseDoubts } from '../../../scripts/access/policy/unsettled.ts'
import { API, allow, deny, policyOf, requestOf, without } from './document.ts'

const ALICE = 'arn:aws:iam::111111111111:user/alice'
const byAccount = allow({ Principal: { AWS: '111111111111' } })
const decide = (statements: object[], changes = {}) =>
  decidePolicy(policyOf(statements), requestOf(changes), API)
const texts = (statements: object[], changes = {}) => decide(statements, changes).because.map(evidenceText)

test('a Deny that matches comes first, and an Allow says that it would have matched', () => {
  const statements = [allow(), deny({ Sid: 'Closed', Condition: { Bool: { 'aws:K': 'true' } } })]
  expect(decide(statements, { context: { 'aws:K': 'true' } }).effect).toBe('explicit-deny')
  expect(texts(statements, { context: { 'aws:K': 'true' } })).toEqual([
    "Deny 'Closed' (policy.json:1) matches: aws:K is 'true', Bool 'true'",
    'Allow statement 1 (policy.json:1) matches',
  ])
})

test('a statement that does not match names every element and key that does not fit', () => {
  const statement = allow({
    Principal: { AWS: ALICE },
    Action: 'execute-api:ManageConnections',
    Resource: 'execute-api:/prod/POST/*',
    Condition: { StringLike: { 'aws:K': ['x', 'y*'] }, Null: { 'aws:L': 'true' } },
  })
  expect(texts([statement])).toEqual([
    `Allow statement 1 (policy.json:1) does not match: the principal is anonymous; ` +
      `the action is execute-api:Invoke; the resource is ${API}/prod/GET/pets; aws:K is absent, StringLike 'x', 'y*'`,
  ])
  const [evidence] = decide([statement]).because
  expect(evidence?.mismatches.map(({ element }) => element)).toEqual([
    'principal',
    'action',
    'resource',
    'condition',
  ])
})

test('a value of the request is told, all of them where there are several', () => {
  const statement = allow({ Condition: { 'ForAllValues:StringEquals': { 'aws:K': 'a' } } })
  expect(texts([statement], { context: { 'aws:K': ['a', 'b'] } })).toEqual([
    "Allow statement 1 (policy.json:1) does not match: aws:K is 'a, b', ForAllValues:StringEquals 'a'",
  ])
})

test.each([
  ['by the account', [byAccount], ALICE, true],
  ['by the account and by name', [byAccount, allow({ Principal: { AWS: ALICE } })], ALICE, false],
  ['by the account and as anybody', [byAccount, allow()], ALICE, false],
  ['as anybody', [allow()], null, false],
  ['by the account, being its root user', [byAccount], 'arn:aws:iam::111111111111:root', false],
  ['not at all', [byAccount], null, false],
])('allowed %s', (_how, statements, principal, onlyByAccount) => {
  expect(decide(statements, { principal }).onlyByAccount).toBe(onlyByAccount)
})

test('a statement without a resource covers all', () =>
  expect(decide([without('Resource', allow())]).effect).toBe('allow'))
test('a policy without statements is silent', () => expect(decide([]).effect).toBe('implicit-deny'))
test('an element without items covers nothing, and without values only a negated condition holds', () => {
  expect(decide([allow({ Action: [] })]).effect).toBe('implicit-deny')
  expect(
    decide([allow({ Condition: { StringEquals: { 'aws:K': [] } } })], { context: { 'aws:K': 'x' } }).effect,
  ).toBe('implicit-deny')
  expect(
    decide([allow({ Condition: { StringNotEquals: { 'aws:K': [] } } })], { context: { 'aws:K': 'x' } })
      .effect,
  ).toBe('allow')
})

test('the policy of an identity has no principals, and the policy of an API has', () => {
  const identity = policyOf([without('Principal', allow({ Resource: `${API}/*` }))])
  const as = { of: 'identity' } as const
  expect(decidePolicy(identity, requestOf(), undefined, refuseDoubts, as).effect).toBe('allow')
  expect(() => decidePolicy(policyOf([allow()]), requestOf(), undefined, refuseDoubts, as)).toThrow(
    'names no principals',
  )
  expect(() => decidePolicy(identity, requestOf(), API)).toThrow('names no Principal')
})

test('a session of another partition is another identity', () => {
  const session = 'arn:aws-cn:sts::111111111111:assumed-role/app/s'
  const role = allow({ Principal: { AWS: 'arn:aws:iam::111111111111:role/app' } })
  expect(decide([role], { principal: session }).effect).toBe('implicit-deny')
  expect(
    decide([allow({ Principal: { AWS: 'arn:aws:iam::111111111111:root' } })], { principal: session }).effect,
  ).toBe('implicit-deny')
})
