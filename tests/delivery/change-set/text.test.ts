import type { ResourceChange } from '@aws-sdk/client-cloudformation'
import { treeText } from '../../../scripts/delivery/change-set/text.ts'
import { toTree } from '../../../scripts/delivery/change-set/tree.ts'
import { change, described, nestedStack } from './described.ts'

const text = (...args: Parameters<typeof described>) => treeText(toTree(described(...args)))
const property = (Name: string, BeforeValue?: string, AfterValue?: string, more: object = {}) => ({
  Target: {
    Attribute: 'Properties' as const,
    Name,
    Path: `/Properties/${Name}`,
    RequiresRecreation: 'Never' as const,
    ...(BeforeValue !== undefined && { BeforeValue }),
    ...(AfterValue !== undefined && { AfterValue }),
    ...more,
  },
  Evaluation: 'Static' as const,
})
const modified = (...Details: NonNullable<ResourceChange['Details']>) =>
  text('root', [change('Modify', 'R', 'AWS::Some::Type', { Replacement: 'False', Details })])
/** The lines below the resource's own. */
const told = (...details: NonNullable<ResourceChange['Details']>) =>
  modified(...details)
    .split('\n')
    .slice(2, -3)
    .join('\n')

const policy = (cidr: string, ...more: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'AllowInvoke', Effect: 'Allow', Principal: '*' },
      { Sid: 'DenyOthers', Effect: 'Deny', Condition: { NotIpAddress: { 'aws:VpcSourceIp': [cidr] } } },
      ...more,
    ],
  })

test('a change set as a tree', () => {
  const api = described('api', [
    change('Modify', 'Api', 'AWS::ApiGateway::RestApi', {
      Replacement: 'False',
      Details: [
        {
          ...property('Policy', policy('10.0.0.0/16'), policy('10.0.0.0/8')),
          CausingEntity: 'VpcCidr',
          ChangeSource: 'ParameterReference',
        },
      ],
    }),
    change('Modify', 'Stage', 'AWS::ApiGateway::Stage', {
      Replacement: 'True',
      PolicyAction: 'ReplaceAndDelete',
      Details: [property('StageName', 'demo', 'miztiik', { RequiresRecreation: 'Always' })],
    }),
    change('Add', 'DeploymentB', 'AWS::ApiGateway::Deployment'),
    change('Remove', 'DeploymentA', 'AWS::ApiGateway::Deployment', {
      PolicyAction: 'Delete',
      PhysicalResourceId: 'abc123',
    }),
    change('Remove', 'LogRole', 'AWS::IAM::Role', { PolicyAction: 'Retain', PhysicalResourceId: 'log-role' }),
    change('Dynamic', 'Custom', 'Custom::Thing'),
  ])
  const root = text('secure-private-api', [nestedStack('SecurePrivateApi'), nestedStack('Vpc')], {
    SecurePrivateApi: api,
    Vpc: described('vpc', []),
  })
  expect(root).toBe(`secure-private-api
  ~ SecurePrivateApi  AWS::CloudFormation::Stack
    ~ Api  AWS::ApiGateway::RestApi
        Policy  by parameter VpcCidr
          …
                    "NotIpAddress": {
                      "aws:VpcSourceIp": [
          -             "10.0.0.0/16"
          +             "10.0.0.0/8"
                      ]
                    }
          …
    ± Stage  AWS::ApiGateway::Stage  REPLACED
        StageName  demo → miztiik  forces the replacement
    + DeploymentB  AWS::ApiGateway::Deployment
    - DeploymentA  AWS::ApiGateway::Deployment  DELETED, abc123
    - LogRole  AWS::IAM::Role  leaves the stack, stays in the account, log-role
    ? Custom  Custom::Thing  CloudFormation cannot tell what becomes of it
  1 nested stack unchanged

1 to add, 1 to change, 1 to replace, 1 to delete, 1 to leave behind, 1 that cannot be told
`)
})

test('nothing to do', () => {
  expect(text('root', [])).toBe(
    'root\n  no resource changes\n\n0 to add, 0 to change, 0 to replace, 0 to delete\n',
  )
})

describe('values', () => {
  test.each([
    [
      'what only the deployment knows',
      'old',
      '{{changeSet:KNOWN_AFTER_APPLY}}',
      'old → (known after deployment)',
    ],
    [
      'also within a text',
      'arn:old',
      'arn:{{changeSet:KNOWN_AFTER_APPLY}}:x',
      'arn:old → arn:(known after deployment):x',
    ],
    ['what nobody may see', '****', '****', '**** → ****'],
    ['nothing', '', 'x', '"" → x'],
    ['an escape sequence', 'a', '\u001B[2Jgone', 'a → \uFFFD[2Jgone'],
    ['several lines', 'a\nb', 'c', 'a b → c'],
  ])('%s', (_, before, after, line) => expect(told(property('P', before, after))).toBe(`      P  ${line}`))

  test('one that is new, one that goes, one that is not told', () => {
    expect(told(property('A', undefined, 'x'), property('B', 'y'), property('C'))).toBe(
      '      A  + x\n      B  - y\n      C  (values not told)',
    )
  })

  test('a long one is cut in the middle', () => {
    const line = told(property('P', 'b'.repeat(500), `start${'a'.repeat(500)}end`))
    expect(line).toMatch(/ → starta+…a+end$/)
    expect(line.length).toBeLessThanOrEqual(110)
  })

  test('two long ones are cut where their difference shows', () => {
    const [head, tail] = ['x'.repeat(400), 'y'.repeat(400)]
    expect(told(property('P', `${head}OLD${tail}`, `${head}NEW${tail}`))).toMatch(
      /…x+OLDy+…y+ → …x+NEWy+…y+$/,
    )
  })

  test('lists and maps line by line, whatever the order of their keys', () => {
    expect(told(property('P', '{"a":"1","b":["x"]}', '{"b":["x","z"],"a":"1"}'))).toBe(
      [
        '      P',
        '          {',
        '            "a": "1",',
        '            "b": [',
        '        -     "x"',
        '        +     "x",',
        '        +     "z"',
        '            ]',
        '          }',
      ].join('\n'),
    )
  })
})

describe('what is easily overlooked is said', () => {
  const line = (sent: ResourceChange) => text('root', [sent]).split('\n')[1]
  test.each<[string, ResourceChange, string]>([
    [
      'a nested stack goes',
      change('Remove', 'Vpc', 'AWS::CloudFormation::Stack'),
      '  - Vpc  AWS::CloudFormation::Stack  DELETED, with all that is in it',
    ],
    [
      'the replaced one stays',
      change('Modify', 'B', 'AWS::S3::Bucket', { Replacement: 'True', PolicyAction: 'ReplaceAndRetain' }),
      '  ± B  AWS::S3::Bucket  REPLACED, the old one stays in the account',
    ],
    [
      'a replacement is not certain',
      change('Modify', 'B', 'AWS::S3::Bucket', { Replacement: 'Conditional' }),
      '  ± B  AWS::S3::Bucket  PERHAPS REPLACED',
    ],
  ])('%s', (_, sent, expected) => expect(line(sent)).toBe(expected))

  test('in colour', () => {
    const tree = toTree(described('root', [change('Remove', 'A', 'T')]))
    expect(treeText(tree, (look, piece) => `<${look}>${piece}</>`)).toContain(
      '<bad>-</> A  <dim>T</>  <bad>DELETED</>',
    )
  })
})
