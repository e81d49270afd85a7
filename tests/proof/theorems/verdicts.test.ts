import { privateTheorems } from '../../../scripts/proof/theorems/index.ts'
import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, swap } from './small.ts'

const ids = privateTheorems.map(({ id }) => id)

test('what nothing is known of makes every theorem UNKNOWN that is not refuted', () => {
  const template = edited(add('  Odd:\n    Type: Vendor::Odd::Thing\n'))
  for (const id of ids.filter((one) => one !== 'hides-public-apis'))
    expect(outcome(id, template)).toMatchObject({
      kind: 'UNKNOWN',
      because: because('Vendor::Odd::Thing (Odd) is not modelled', 'Odd:'),
    })
  expect(kindOf('hides-public-apis', template)).toBe('REFUTED')
})

test('a macro may deploy anything', () =>
  expect(outcome('only-our-endpoint', edited(above('Transform: Vendor::Macro')))).toMatchObject({
    kind: 'UNKNOWN',
    because: because('a Transform, so what is deployed is not what is written here', 'Transform:'),
  }))

test('an API that no choice makes is looked at nowhere', () => {
  const never = [
    above('Conditions:\n  Never: !Equals [a, b]'),
    swap(
      '    Type: AWS::ApiGateway::RestApi\n',
      '    Type: AWS::ApiGateway::RestApi\n    Condition: Never\n',
    ),
  ]
  for (const id of ids)
    expect(outcome(id, edited(...never))).toMatchObject({
      kind: 'UNKNOWN',
      because: because('no choice of the parameters makes this API'),
    })
})

test('too many worlds are none', () => {
  const names = Array.from({ length: 9 }, (_, index) => `Choice${index}`)
  const template = edited(
    above(
      `Parameters:\n${names.map((name) => `  ${name}: { Type: String }\n`).join('')}Conditions:\n${names.map((name) => `  Is${name}: !Equals [!Ref ${name}, wide]\n`).join('')}`,
    ),
    add(
      names
        .map(
          (name) => `  Rule${name}:
    Type: AWS::EC2::SecurityGroupIngress
    Condition: Is${name}
    Properties: { GroupId: !Ref EndpointGroup, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.3.0/24 }
`,
        )
        .join(''),
    ),
  )
  expect(outcome('only-https', template)).toMatchObject({
    kind: 'UNKNOWN',
    because: because('too many worlds'),
  })
})

test('the worst world decides, and is named', () => {
  const template = edited(
    above(
      'Parameters:\n  Mode: { Type: String, AllowedValues: [closed, open] }\nConditions:\n  Wide: !Equals [!Ref Mode, open]',
    ),
    add(`
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Condition: Wide
    Properties: { GroupId: !Ref EndpointGroup, IpProtocol: "-1", CidrIp: 0.0.0.0/0 }
`),
  )
  expect(outcome('only-https', template)).toMatchObject({
    kind: 'REFUTED',
    because: because('ingress -1 from 0.0.0.0/0', 'Rule:'),
    when: [{ parameter: 'Mode', value: 'open' }],
    counts: { REFUTED: 1, PROVED: 1, UNKNOWN: 0, 'NOT APPLICABLE': 0 },
  })
  expect(kindOf('only-https', template, { given: { Mode: 'closed' } })).toBe('PROVED')
})
