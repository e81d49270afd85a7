import { because, kindOf, outcome } from './outcome.ts'
import { edited, policy, small, swap } from './small.ts'

const id = 'only-signed-principals'
const signed = swap('AuthorizationType: NONE', 'AuthorizationType: AWS_IAM')
const allow = (principal: string) =>
  policy(`{ Effect: Allow, Principal: ${principal}, Action: execute-api:Invoke, Resource: execute-api:/* }`)

test('is about methods that ask for a signature', () =>
  expect(outcome(id, small)).toMatchObject({
    kind: 'NOT APPLICABLE',
    because: because('no method asks for AWS_IAM'),
  }))

test.each([
  ['this account', '{ AWS: !Ref "AWS::AccountId" }', 'PROVED'],
  ['its root, which stands for it', '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }', 'PROVED'],
  ['a role of it', '{ AWS: !GetAtt Role.Arn }', 'PROVED'],
  ['everybody, so also other accounts that let their own', '"*"', 'REFUTED'],
  ['another account besides', '{ AWS: [!Ref "AWS::AccountId", "111122223333"] }', 'REFUTED'],
])('the policy allows %s', (_, principal, kind) =>
  expect(kindOf(id, edited(signed, allow(principal)))).toBe(kind),
)

test('the signer is shown, with the statement that allows it', () => {
  const { because: reasons } = outcome(id, edited(signed, allow('{ AWS: "111122223333" }')))
  expect(reasons).toEqual(because('  signed by arn:aws:iam::111122223333:'))
  expect(reasons).toEqual(because('passes: Allow statement 1', '111122223333'))
})

test('everybody but other accounts', () => {
  const deny =
    '{ Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*, Condition: { StringNotEquals: { aws:PrincipalAccount: !Ref "AWS::AccountId" } } }'
  const template = edited(
    signed,
    policy('{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/* }', deny),
  )
  expect(kindOf(id, template)).toBe('PROVED')
})

test('a method beside it that asks for none lets in who does not sign', () => {
  const second = `  PostPets:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Pets
      HttpMethod: POST
      AuthorizationType: NONE
      Integration: { Type: MOCK }
`
  const template = edited(signed, allow('"*"')) + second
  expect(outcome(id, template)).toMatchObject({ kind: 'REFUTED', because: because('signed by anonymous') })
})

test('UNKNOWN with NotPrincipal in an Allow', () => {
  const template = edited(
    signed,
    policy(
      '{ Effect: Allow, NotPrincipal: { AWS: "111122223333" }, Action: execute-api:Invoke, Resource: execute-api:/* }',
    ),
  )
  expect(outcome(id, template)).toMatchObject({
    kind: 'UNKNOWN',
    because: because('NotPrincipal with Allow', 'NotPrincipal'),
  })
})

test('UNKNOWN with an authorization by a parameter', () => {
  const template = edited(
    signed,
    swap('\nResources:\n', '\nParameters:\n  Auth: { Type: String }\nResources:\n'),
    swap('AWS_IAM', '!Ref Auth'),
  )
  expect(outcome(id, template).kind).toBe('UNKNOWN')
})

test.each([
  'StringNotEquals: { aws:PrincipalArn: !GetAtt Role.Arn }',
  'StringNotLike: { aws:PrincipalArn: "arn:aws:iam::*:role/team/*" }',
  'StringNotEquals: { aws:PrincipalType: AssumedRole }',
  '"Null": { aws:username: true }',
])('a Deny by a key of who signs is judged, though nothing relates the keys: %s', (condition) => {
  const deny = `{ Effect: Deny, Principal: "*", Action: "*", Resource: "*", Condition: { ${condition} } }`
  const open = '{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }'
  expect(kindOf(id, edited(signed, policy(open, deny)))).toBe('REFUTED')
})
