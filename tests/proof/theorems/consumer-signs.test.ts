import { because, kindOf, outcome } from './outcome.ts'
import { add, type Edit, edited, policy, swap } from './small.ts'

const id = 'consumer-is-accepted'
const refused = (template: string) => outcome(id, template)

/** The methods ask for a signature, and the policy leaves it to the account who may call. */
const signed: Edit = (template) =>
  swap(
    '            Effect: Allow\n            Principal: "*"',
    '            Effect: Allow\n            Principal: { AWS: !Ref AWS::AccountId }',
    'Api',
  )(swap('AuthorizationType: NONE', 'AuthorizationType: AWS_IAM')(template))
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
describe('the resource policy', () => {
  const anywhere = may.replace('${Api}', '*')
  const nothing = '- { Effect: Allow, Action: s3:GetObject, Resource: "*" }'
  const allow = (principal: string) =>
    policy(`{ Effect: Allow, Principal: ${principal}, Action: "*", Resource: execute-api:/* }`)
  test.each<[string, string, string, string]>([
    ['allows the role, which may', '{ AWS: !GetAtt Caller.Arn }', anywhere, 'PROVED'],
    ['allows the role by itself', '{ AWS: !GetAtt Caller.Arn }', nothing, 'PROVED'],
    ['allows everybody by itself', '"*"', nothing, 'PROVED'],
    [
      'allows another role, but within an account one of them is enough',
      '{ AWS: !GetAtt Role.Arn }',
      may,
      'PROVED',
    ],
    ['allows another role', '{ AWS: !GetAtt Role.Arn }', nothing, 'REFUTED'],
    ['leaves it to the account, where the role may', '{ AWS: !Ref AWS::AccountId }', may, 'PROVED'],
    ['leaves it to the account, where the role may not', '{ AWS: !Ref AWS::AccountId }', nothing, 'REFUTED'],
  ])('%s', (_, principal, statements, kind) =>
    expect(kindOf(id, edited(signed, ...caller(statements), allow(principal)))).toBe(kind),
  )
  test('denies others, and says nothing to the role, which may', () => {
    const deny =
      '{ Effect: Deny, Principal: "*", Action: "*", Resource: execute-api:/*, Condition: { StringNotEquals: { aws:SourceVpce: !Ref Endpoint } } }'
    expect(kindOf(id, edited(signed, ...caller(may), policy(deny)))).toBe('PROVED')
  })
})

test('needs no role where nothing asks it to sign', () =>
  expect(kindOf(id, edited(policy('{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }')))).toBe(
    'PROVED',
  ))
