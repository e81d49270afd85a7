import { because, kindOf, outcome } from './outcome.ts'
import { add, edited, mock, swap, without } from './small.ts'

const id = 'function-writes-logs'
const STATEMENT = `              - Effect: Allow
                Action: [logs:CreateLogStream, logs:PutLogEvents]
                Resource: "*"
`
const statements = (...yaml: string[]) =>
  swap(STATEMENT, yaml.map((one) => `              - ${one}\n`).join(''))
const allow = (resource: string, action = '[logs:CreateLogStream, logs:PutLogEvents]') =>
  `{ Effect: Allow, Action: ${action}, Resource: ${resource} }`
const POLICIES = without('Policies', 'Role', '      Path: /\n')
const GROUP = add(`
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: { LogGroupName: /pets/greeter }
`)
const NAMED = swap(
  '      Role: !GetAtt Role.Arn\n',
  '      Role: !GetAtt Role.Arn\n      FunctionName: greeter\n',
)
const LOGGING = swap(
  '      Role: !GetAtt Role.Arn\n',
  '      Role: !GetAtt Role.Arn\n      LoggingConfig: { LogGroup: !Ref Logs }\n',
)

test.each<[string, string, string]>([
  ['its own group', edited(GROUP, LOGGING, statements(allow('!GetAtt Logs.Arn'))), 'PROVED'],
  [
    'another group',
    edited(GROUP, LOGGING, statements(allow('"arn:aws:logs:*:*:log-group:/other:*"'))),
    'REFUTED',
  ],
  [
    'a group whose name goes on',
    edited(GROUP, LOGGING, statements(allow('"arn:aws:logs:*:*:log-group:/pets/greeter-2:*"'))),
    'REFUTED',
  ],
  [
    'the group that Lambda makes',
    edited(NAMED, statements(allow('"arn:aws:logs:*:*:log-group:/aws/lambda/greeter:*"'))),
    'PROVED',
  ],
  ['what is no log', edited(statements(allow('"arn:aws:s3:::pets/*"', 'logs:*'))), 'REFUTED'],
  ['everything, by a wildcard', edited(statements(allow('"*"', 'logs:*'))), 'PROVED'],
  ['all but a log', edited(statements('{ Effect: Allow, NotAction: logs:*, Resource: "*" }')), 'REFUTED'],
  [
    'everything, and is denied it',
    edited(statements(allow('"*"'), '{ Effect: Deny, Action: logs:Put*, Resource: "*" }')),
    'REFUTED',
  ],
  ['streams alone', edited(statements(allow('"*"', 'logs:CreateLogStream'))), 'REFUTED'],
])('a role that allows %s', (_, template, kind) => expect(kindOf(id, template)).toBe(kind))

test('what is missing is named, at the role', () =>
  expect(outcome(id, edited(statements(allow('"*"', 'logs:CreateLogStream'))))).toMatchObject({
    because: because('Role does not allow logs:PutLogEvents', 'Role:'),
  }))

describe('a policy that the role gets otherwise', () => {
  const attached = (type: string, holder: string) =>
    add(`
  More:
    Type: AWS::IAM::${type}
    Properties:
      PolicyName: logs
      ${holder}
      PolicyDocument:
        Statement: ${allow('"*"')}
`)
  test.each<[string, string, string]>([
    ['of its own', edited(POLICIES, attached('Policy', 'Roles: [!Ref Role]')), 'PROVED'],
    ['of another role', edited(POLICIES, attached('Policy', 'Roles: [other]')), 'REFUTED'],
    [
      'by the name of the role',
      edited(
        POLICIES,
        swap('      Path: /\n', '      RoleName: greeter\n'),
        attached('RolePolicy', 'RoleName: greeter'),
      ),
      'PROVED',
    ],
    [
      'that the role names',
      edited(
        POLICIES,
        swap('      Path: /\n', '      ManagedPolicyArns: [!Ref More]\n'),
        attached('ManagedPolicy', 'Path: /'),
      ),
      'PROVED',
    ],
    [
      'of AWS',
      edited(
        POLICIES,
        swap(
          '      Path: /\n',
          '      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]\n',
        ),
      ),
      'PROVED',
    ],
    [
      'of AWS, for something else',
      edited(
        POLICIES,
        swap(
          '      Path: /\n',
          '      ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]\n',
        ),
      ),
      'REFUTED',
    ],
  ])('%s', (_, template, kind) => expect(kindOf(id, template)).toBe(kind))
})

test('a role made elsewhere is not known to', () =>
  expect(
    outcome(id, edited(swap('Role: !GetAtt Role.Arn', 'Role: arn:aws:iam::111122223333:role/other'))),
  ).toMatchObject({
    kind: 'REFUTED',
    because: because('the role of Greeter is not in the templates', 'Greeter:'),
  }))

test('is not about an API without functions', () =>
  expect(outcome(id, edited(mock))).toMatchObject({
    kind: 'NOT APPLICABLE',
    because: because('no function of the templates is behind the API'),
  }))

test('UNKNOWN where a condition decides', () =>
  expect(
    outcome(
      id,
      edited(
        statements(
          '{ Effect: Allow, Action: "*", Resource: "*", Condition: { Bool: { aws:SecureTransport: true } } }',
        ),
      ),
    ),
  ).toMatchObject({
    kind: 'UNKNOWN',
    because: because('conditions of Role for logs:CreateLogStream are not read', 'Condition'),
  }))
