import { because, kindOf, outcome } from './outcome.ts'
import { add, edited, policy, swap } from './small.ts'

const id = 'consumer-is-accepted'
const refused = (template: string) => outcome(id, template)

const signed = swap('AuthorizationType: NONE', 'AuthorizationType: AWS_IAM')
const caller = (statements: string, profile = '!Ref Profile') => [
  swap(
    '      SecurityGroupIds: [!Ref ConsumerGroup]\n',
    `      SecurityGroupIds: [!Ref ConsumerGroup]\n      IamInstanceProfile: ${profile}\n`,
  ),
  add(`
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: { Roles: [!Ref Caller] }
  Caller:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: call
          PolicyDocument:
            Statement:
              ${statements}
`),
]
const may =
  '- { Effect: Allow, Action: execute-api:Invoke, Resource: !Sub "arn:aws:execute-api:*:*:${Api}/*" }'
test('is accepted where its role may call', () =>
  expect(kindOf(id, edited(signed, ...caller(may)))).toBe('PROVED'))
test.each<[string, string, string, string]>([
  ['has no role', edited(signed), 'identity policies of Consumer stands here', 'Consumer:'],
  [
    'may call another API',
    edited(signed, ...caller(may.replace('${Api}', 'abcde12345'))),
    'identity policies of Consumer stands here',
    'Caller:',
  ],
  [
    'may do something else',
    edited(signed, ...caller(may.replace(':Invoke', ':ManageConnections'))),
    'identity policies of Consumer stands here',
    'Caller:',
  ],
  [
    'is denied the call',
    edited(signed, ...caller(`${may}\n              - { Effect: Deny, Action: "*", Resource: "*" }`)),
    'identity policies of Consumer stops it: Deny statement 2',
    'Effect: Deny',
  ],
])('is refused where it %s', (_, template, text, line) =>
  expect(refused(template)).toMatchObject({ kind: 'REFUTED', because: because(text, line) }),
)
test('is accepted by a policy that its role gets otherwise', () => {
  const template = edited(
    signed,
    ...caller('- { Effect: Allow, Action: s3:GetObject, Resource: "*" }'),
    add(`
  More:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Caller]
      PolicyDocument:
        Statement:
          ${may}
`),
  )
  expect(kindOf(id, template)).toBe('PROVED')
})
test('needs no role where nothing asks it to sign', () =>
  expect(kindOf(id, edited(policy('{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }')))).toBe(
    'PROVED',
  ))
