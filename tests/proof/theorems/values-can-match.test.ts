import { because, kindOf, outcome } from './outcome.ts'
import { above, edited, endpointStatement, statement, swap } from './small.ts'

const ALL = 'Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*'
const deny = (condition: string) => `{ Sid: Further, Effect: Deny, ${ALL}, Condition: { ${condition} } }`
const ofEndpoint = (yaml: string) => endpointStatement(yaml.replace('execute-api:/*', '"*"'))

const id = 'values-can-match'
const verdict = (condition: string) => outcome(id, edited(statement(deny(condition))))

test.each([
  ['StringNotEquals: { aws:SourceVpc: !Ref Vpc }'],
  ['StringNotEquals: { aws:SourceVpce: vpce-0123456789abcdef0 }'],
  ['StringNotLike: { aws:SourceVpce: "vpce-*" }'],
  ['StringNotEqualsIfExists: { aws:SourceVpce: [!Ref Endpoint, vpce-0123456789abcdef0] }'],
  ['"ForAllValues:StringEquals": { aws:SourceVpc: !Ref Vpc }'],
  ['StringEquals: { aws:UserAgent: vpce-1 }'],
  ['ArnLike: { aws:PrincipalArn: "arn:aws:iam::*:role/*" }'],
  ['NotIpAddress: { aws:VpcSourceIp: 10.0.0.0/8 }'],
  ['Bool: { aws:SecureTransport: false }'],
  ['"Null": { aws:SourceVpc: true }'],
])('holds with %s', (condition) => expect(verdict(condition).kind).toBe('PROVED'))

test.each([
  [
    'StringNotEquals: { aws:SourceVpc: !Ref Endpoint }',
    "aws:SourceVpc can never be vpce-‹Endpoint›, which is an endpoint's id",
  ],
  [
    'StringEquals: { aws:SourceVpce: !Ref Vpc }',
    "aws:SourceVpce can never be vpc-‹Vpc›, which is a VPC's id",
  ],
  [
    'StringNotLike: { aws:SourceVpc: ["vpc-*", "vpce-*"] }',
    "aws:SourceVpc can never be vpce-*, which is an endpoint's id",
  ],
  ['StringEqualsIfExists: { aws:SourceVpce: vpce_1 }', 'aws:SourceVpce can never be vpce_1'],
  [
    '"ForAllValues:StringEquals": { aws:SourceVpc: VPC-0123456789abcdef0 }',
    'aws:SourceVpc can never be VPC-0123456789abcdef0',
  ],
  ['StringEquals: { AWS:sourceVPC: "*" }', 'AWS:sourceVPC can never be *'],
])('fails with %s', (condition, text) =>
  expect(verdict(condition)).toMatchObject({ kind: 'REFUTED', because: because(text, condition) }),
)
test("fails in the endpoint's policy", () =>
  expect(
    outcome(id, edited(ofEndpoint(deny('StringNotEquals: { aws:SourceVpc: vpce-0123456789abcdef0 }')))),
  ).toMatchObject({
    kind: 'REFUTED',
    because: because('aws:SourceVpc can never be vpce-0123456789abcdef0', 'Sid: Further'),
  }))
test('a parameter may be an id, unless its pattern says that it is another kind', () => {
  const parameter = (pattern: string) =>
    above(`Parameters:\n  Other: { Type: String${pattern} }`)(
      edited(statement(deny('StringNotEquals: { aws:SourceVpc: !Ref Other }'))),
    )
  expect(kindOf(id, parameter(''))).toBe('PROVED')
  expect(kindOf(id, parameter(', AllowedPattern: "vpc-[0-9a-f]+"'))).toBe('PROVED')
  expect(outcome(id, parameter(', AllowedPattern: "vpce-[0-9a-f]+"'))).toMatchObject({
    kind: 'REFUTED',
    because: because("aws:SourceVpc can never be vpce-‹Other›, which is an endpoint's id"),
  })
  expect(outcome(id, parameter(''), { given: { Other: 'none' } })).toMatchObject({
    kind: 'REFUTED',
    because: because('aws:SourceVpc can never be none'),
  })
})
test('UNKNOWN with a policy variable', () =>
  expect(
    outcome(
      id,
      edited(
        swap(
          'Statement:\n',
          'Statement:\n          - { Effect: Allow, Principal: "*", Action: "*", Resource: "*", Condition: { StringLike: { aws:UserAgent: "${aws:username}" } } }\n',
          'Api',
        ),
      ),
    ),
  ).toMatchObject({ kind: 'UNKNOWN', because: because('has a policy variable', '${aws:username}') }))
