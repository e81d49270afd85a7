import { because, kindOf, outcome } from './outcome.ts'
import { above, add, drop, edited, small, statement, swap } from './small.ts'

const ALL = 'Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*'
const deny = (condition: string) => `{ Sid: Further, Effect: Deny, ${ALL}, Condition: { ${condition} } }`

const id = 'deployment-follows'
test('holds, however the deployment names its method', () => {
  expect(kindOf(id, small)).toBe('PROVED')
  expect(kindOf(id, edited(swap('DependsOn: [GetPets]', 'DependsOn: GetPets')))).toBe('PROVED')
})
test.each<[string, string, string, string]>([
  [
    'does not wait for a method',
    edited(swap('    DependsOn: [GetPets]\n', '')),
    'Deployment0123abcd does not wait for GetPets',
    'Deployment0123abcd:',
  ],
  [
    'waits for something else',
    edited(swap('DependsOn: [GetPets]', 'DependsOn: [Pets]')),
    'Deployment0123abcd does not wait for GetPets',
    'Deployment0123abcd:',
  ],
  [
    'keeps its name',
    small.replaceAll('Deployment0123abcd', 'Deployment'),
    'Deployment keeps its name when policy or methods change',
    'Deployment:',
  ],
  [
    'is made elsewhere',
    edited(swap('!Ref Deployment0123abcd', 'abc123')),
    'the stage serves a deployment that no template makes',
    'Stage:',
  ],
])('fails where the deployment %s', (_, template, text, line) =>
  expect(outcome(id, template)).toMatchObject({ kind: 'REFUTED', because: because(text, line) }),
)
test('a stage of the deployment itself is asked the same', () => {
  const inline = edited(
    drop('Stage'),
    swap(
      '      RestApiId: !Ref Api\n',
      '      RestApiId: !Ref Api\n      StageName: prod\n',
      'Deployment0123abcd',
    ),
  )
  expect(kindOf(id, inline)).toBe('PROVED')
  expect(kindOf(id, swap('    DependsOn: [GetPets]\n', '')(inline))).toBe('REFUTED')
})
describe('a parameter of the policy', () => {
  const agent = [
    above('Parameters:\n  Agent: { Type: String }'),
    statement(deny('StringEquals: { aws:UserAgent: !Ref Agent }')),
  ]
  const redeploy = (given: string) => [
    swap('DeploymentId: !Ref Deployment0123abcd', 'DeploymentId: !GetAtt Redeploy.DeploymentId'),
    add(`
  Redeploy:
    Type: Custom::Redeploy
    Properties: { DeploymentId: !Ref Deployment0123abcd, Snapshot: ${given} }
`),
  ]
  test('makes no new deployment', () =>
    expect(outcome(id, edited(...agent))).toMatchObject({
      kind: 'REFUTED',
      because: because('a new value of Agent changes the policy', 'Stage:'),
    }))
  test('makes one where a custom resource is given it', () => {
    expect(kindOf(id, edited(...agent, ...redeploy('!Ref Agent')))).toBe('PROVED')
    expect(kindOf(id, edited(...agent, ...redeploy('[{ Of: !Sub "a ${Agent}" }]')))).toBe('PROVED')
    expect(outcome(id, edited(...agent, ...redeploy('nothing')))).toMatchObject({
      kind: 'REFUTED',
      because: because('a new value of Agent changes the policy', 'Redeploy:'),
    })
  })
  test('makes none where it decides by a condition', () => {
    const template = edited(
      above('Parameters:\n  Mode: { Type: String }\nConditions:\n  Strict: !Equals [!Ref Mode, strict]'),
      swap('aws:VpcSourceIp: 10.0.0.0/16', 'aws:VpcSourceIp: !If [Strict, 10.0.1.0/24, 10.0.0.0/16]'),
    )
    expect(outcome(id, template)).toMatchObject({
      kind: 'REFUTED',
      because: because('a new value of Mode changes the policy', 'Stage:'),
    })
  })
})
test('UNKNOWN with a canary', () =>
  expect(
    outcome(
      id,
      edited(
        swap(
          '      StageName: prod\n',
          '      StageName: prod\n      CanarySetting: { PercentTraffic: 5 }\n',
          'Stage',
        ),
      ),
    ),
  ).toMatchObject({
    kind: 'UNKNOWN',
    because: because('has CanarySetting, which is not modelled', 'CanarySetting'),
  }))
