import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, mock, swap } from './small.ts'

const id = 'only-api-invokes'
const SOURCE = '${Api}/prod/GET/pets'
const permission = (old: string, now: string) => edited(swap(old, now, 'Permission'))
const grant = (properties: string) =>
  edited(
    add(
      `  More:\n    Type: AWS::Lambda::Permission\n    Properties: { Action: lambda:InvokeFunction, ${properties} }\n`,
    ),
  )
const role = (statement: string, rest = '') =>
  edited(
    add(`
  Admin:
    Type: AWS::IAM::Role
    Properties:
${rest}      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement:
              - ${statement}
`),
  )

test.each<[string, string]>([
  ['every route', permission(SOURCE, '${Api}/*')],
  ['every stage', permission(SOURCE, '${Api}/*/GET/pets')],
  ['another API', permission(SOURCE, 'abcde12345/prod/GET/pets')],
  ['another service', permission('apigateway.amazonaws.com', 'events.amazonaws.com')],
  ['everybody', permission('Principal: apigateway.amazonaws.com', 'Principal: "*"')],
])('fails for a permission of %s, at its SourceArn', (_, template) =>
  expect(outcome(id, template)).toMatchObject({
    kind: 'REFUTED',
    because: because('Greeter may be called (lambda:InvokeFunction) by', 'SourceArn:'),
  }),
)

test.each<[string, string]>([
  ['another account', 'FunctionName: !Ref Greeter, Principal: "111122223333"'],
  ['API Gateway from anywhere', 'FunctionName: !GetAtt Greeter.Arn, Principal: apigateway.amazonaws.com'],
  ['a function URL', 'FunctionName: !Sub "${AWS::AccountId}:function:${Greeter}", Principal: "*"'],
])('fails for a further permission of %s', (_, properties) =>
  expect(outcome(id, grant(properties))).toMatchObject({
    kind: 'REFUTED',
    because: because('from anywhere', 'More:'),
  }),
)

test('a permission for another function is none of ours', () =>
  expect(kindOf(id, grant('FunctionName: other, Principal: "*"'))).toBe('PROVED'))

describe('what API Gateway invokes for', () => {
  test('ANY has a wildcard as its method', () => {
    const any = swap('HttpMethod: GET', 'HttpMethod: ANY')
    expect(kindOf(id, edited(any, swap(SOURCE, '${Api}/prod/*/pets', 'Permission')))).toBe('PROVED')
    expect(kindOf(id, edited(any, swap(SOURCE, '${Api}/prod/*/*', 'Permission')))).toBe('REFUTED')
  })
  test('a parameter of the path has one in its place', () => {
    const path = swap('PathPart: pets', 'PathPart: "{pet}"')
    expect(kindOf(id, edited(path, swap(SOURCE, '${Api}/prod/GET/*', 'Permission')))).toBe('PROVED')
    expect(kindOf(id, edited(path, swap(SOURCE, '${Api}/prod/*/*', 'Permission')))).toBe('REFUTED')
  })
})

describe('identities of the account', () => {
  test.each([
    ['everything', '{ Effect: Allow, Action: "*", Resource: "*" }', 'REFUTED'],
    ['the function', '{ Effect: Allow, Action: lambda:Invoke*, Resource: !GetAtt Greeter.Arn }', 'REFUTED'],
    ['all but IAM', '{ Effect: Allow, NotAction: iam:*, Resource: "*" }', 'REFUTED'],
    ['all but the function', '{ Effect: Allow, Action: "*", NotResource: !GetAtt Greeter.Arn }', 'PROVED'],
    [
      'another function',
      '{ Effect: Allow, Action: lambda:InvokeFunction, Resource: "arn:aws:lambda:*:*:function:other" }',
      'PROVED',
    ],
    ['nothing at all', '{ Effect: Deny, Action: "*", Resource: "*" }', 'PROVED'],
  ])('a role that may call %s', (_, statement, kind) => {
    const { kind: actual, because: reasons } = outcome(id, role(statement))
    expect(actual).toBe(kind)
    if (kind === 'REFUTED') expect(reasons).toEqual(because('Admin lets its holder call Greeter', statement))
  })
  test('a policy of its own counts, whoever gets it', () => {
    const template = edited(
      add(`
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: { Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Greeter.Arn }
`),
    )
    expect(outcome(id, template)).toMatchObject({
      kind: 'REFUTED',
      because: because('Managed lets its holder', 'Statement:'),
    })
  })
  test('the role that API Gateway invokes as may', () => {
    const caller = swap(
      '        IntegrationHttpMethod: POST\n',
      '        Credentials: !GetAtt Admin.Arn\n        IntegrationHttpMethod: POST\n',
    )
    expect(kindOf(id, caller(role('{ Effect: Allow, Action: "*", Resource: "*" }')))).toBe('PROVED')
    const named = role('{ Effect: Allow, Action: "*", Resource: "*" }', '      RoleName: caller\n')
    expect(kindOf(id, caller(named))).toBe('PROVED')
  })
})

test('is not about an API without functions', () => {
  const template = edited(mock)
  expect(outcome(id, template)).toMatchObject({
    kind: 'NOT APPLICABLE',
    because: because('no function of the templates is behind the API'),
  })
})

test.each<[string, string, string, string]>([
  [
    'a permission for a version',
    grant('FunctionName: !Sub "${Greeter.Arn}:1", Principal: "*"'),
    'a permission for a version or alias of Greeter',
    '${Greeter.Arn}:1',
  ],
  [
    'a permission for an organisation',
    grant(
      'FunctionName: !Ref Greeter, Principal: apigateway.amazonaws.com, PrincipalOrgID: o-1, SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/GET/pets"',
    ),
    'has PrincipalOrgID, which is not modelled',
    'PrincipalOrgID',
  ],
  [
    'an alias',
    edited(add('  Live:\n    Type: AWS::Lambda::Alias\n')),
    'AWS::Lambda::Alias (Live) is not modelled',
    'Live:',
  ],
  [
    'a role for functions by a parameter',
    above('Parameters:\n  Target: { Type: String }')(
      role('{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !Ref Target }'),
    ),
    "whether '‹Target›' is arn:aws:lambda",
    '!Ref Target',
  ],
])('UNKNOWN with %s', (_, template, text, line) =>
  expect(outcome(id, template)).toMatchObject({ kind: 'UNKNOWN', because: because(text, line) }),
)
