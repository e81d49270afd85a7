import type { ResourceChange } from '@aws-sdk/client-cloudformation'
import type { Action } from '../../../scripts/delivery/change-set/action.ts'
import { countsOf, hasChanges, toTree } from '../../../scripts/delivery/change-set/tree.ts'
import { change, described, nestedStack } from './described.ts'

const only = (each: ResourceChange) => toTree(described('root', [each])).resources[0]
const group = (more: ResourceChange) => only(change('Modify', 'Group', 'AWS::EC2::SecurityGroup', more))

describe('what happens to a resource', () => {
  test.each<[string, ResourceChange, Action]>([
    ['Add', { Action: 'Add' }, 'add'],
    ['Modify', { Action: 'Modify', Replacement: 'False' }, 'modify'],
    ['Modify that replaces', { Action: 'Modify', Replacement: 'True' }, 'replace'],
    ['Modify that may replace', { Action: 'Modify', Replacement: 'Conditional' }, 'maybe-replace'],
    ['Remove', { Action: 'Remove', PolicyAction: 'Delete' }, 'delete'],
    ['Remove of what a policy keeps', { Action: 'Remove', PolicyAction: 'Retain' }, 'retain'],
    ['Import', { Action: 'Import' }, 'import'],
    ['Dynamic', { Action: 'Dynamic' }, 'unknown'],
    ['an action of tomorrow', { Action: 'Teleport' as 'Add' }, 'unknown'],
    ['none', {}, 'unknown'],
  ])('%s', (_, sent, action) => expect(only(sent)?.action).toBe(action))
})

describe('what of it changes', () => {
  test('a property with its values, once, however many reasons it is listed for', () => {
    // Two entries for one path, as the service sends them for a value that comes through a parameter.
    const Target = {
      Attribute: 'Properties',
      Name: 'Environment',
      RequiresRecreation: 'Never',
      Path: '/Properties/Environment/Variables/TABLE',
      BeforeValue: 'old',
      AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}',
      AttributeChangeType: 'Modify',
    } as const
    const Details = [
      { Target, Evaluation: 'Dynamic', ChangeSource: 'DirectModification' },
      { Target, Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity: 'Table' },
    ] as const
    expect(group({ Details: [...Details] })?.properties).toEqual([
      {
        path: 'Environment.Variables.TABLE',
        before: 'old',
        after: '{{changeSet:KNOWN_AFTER_APPLY}}',
        isTold: true,
        replaces: 'never',
        causes: ['parameter Table'],
      },
    ])
  })

  test.each([
    ['/Properties/Tags/0', 'Tags.0'],
    ['/DeletionPolicy', 'DeletionPolicy'],
    ['/Properties/Keys/a~1b~0c', 'Keys.a/b~c'],
  ])('the path %s is %s', (Path, path) => {
    const Target = { Attribute: 'Properties', Path, AfterValue: 'x' } as const
    expect(group({ Details: [{ Target }] })?.properties).toMatchObject([{ path, before: undefined }])
  })

  test.each([
    ['Always', 'Static', 'always'],
    ['Always', 'Dynamic', 'maybe'],
    ['Conditionally', 'Static', 'maybe'],
    ['Never', 'Static', 'never'],
  ] as const)('recreation %s, evaluated %s: it replaces %s', (RequiresRecreation, Evaluation, replaces) => {
    const Target = { Attribute: 'Properties', Name: 'VpcId', RequiresRecreation } as const
    expect(group({ Details: [{ Target, Evaluation }] })?.properties).toMatchObject([
      { path: 'VpcId', isTold: false, replaces },
    ])
  })

  test('without values the resource before and after is compared leaf by leaf', () => {
    const Details: ResourceChange['Details'] = [
      {
        Target: { Attribute: 'Properties', Name: 'Rules', RequiresRecreation: 'Always' },
        Evaluation: 'Static',
      },
    ]
    const BeforeContext = JSON.stringify({
      Properties: { Rules: [{ Port: '443', Cidr: '10.0.0.0/8' }], Same: { a: 1 }, Left: 'x' },
      DeletionPolicy: 'Delete',
    })
    const AfterContext = JSON.stringify({
      Properties: { Same: { a: 1 }, Rules: [{ Cidr: '10.0.0.0/16', Port: '443' }, { Port: '80' }] },
      DeletionPolicy: 'Retain',
    })
    expect(group({ Details, BeforeContext, AfterContext })?.properties).toMatchObject([
      { path: 'Rules.0.Cidr', before: '10.0.0.0/8', after: '10.0.0.0/16', replaces: 'always' },
      { path: 'Rules.1', before: undefined, after: '{"Port":"80"}', replaces: 'always' },
      { path: 'Left', before: 'x', after: undefined, replaces: 'never' },
      { path: 'DeletionPolicy', before: 'Delete', after: 'Retain', replaces: 'never' },
    ])
  })

  test('a context that was cut off tells nothing, and the names of the properties stay', () => {
    const Details: ResourceChange['Details'] = [{ Target: { Attribute: 'Properties', Name: 'Code' } }]
    expect(
      group({ Details, BeforeContext: '{"Properties":{"Co', AfterContext: '{}' })?.properties,
    ).toMatchObject([{ path: 'Code', isTold: false }])
  })

  test('a property named like something of every object is no surprise', () => {
    const [BeforeContext, AfterContext] = [
      '{"Properties":{"a":1}}',
      '{"Properties":{"a":1,"constructor":"x"}}',
    ]
    expect(group({ BeforeContext, AfterContext })?.properties).toMatchObject([
      { path: 'constructor', before: undefined, after: 'x' },
    ])
  })
})

describe('nested stacks', () => {
  const api = change('Add', 'Api', 'AWS::ApiGateway::RestApi')
  const idle = described('idle', [nestedStack('Deeper')], { Deeper: described('deeper', []) })

  test('those in which nothing changes are left out, and counted', () => {
    const root = described('root', [nestedStack('A'), nestedStack('B'), nestedStack('C')], {
      A: described('a', []),
      B: described('b', [api]),
      C: idle,
    })
    const tree = toTree(root)
    expect(tree.resources.map(({ logicalId }) => logicalId)).toEqual(['B'])
    expect(tree.unchanged).toBe(3)
    expect(hasChanges(tree)).toBe(true)
  })

  test('nothing but idle ones is no change', () => {
    expect(hasChanges(toTree(described('root', [nestedStack('C')], { C: idle })))).toBe(false)
  })

  test('one whose change set was not described is never taken for idle', () => {
    expect(hasChanges(toTree(described('root', [nestedStack('A')])))).toBe(true)
  })

  test('one that is added counts as what is in it', () => {
    const A = described('a', [api, change('Add', 'Stage', 'AWS::ApiGateway::Stage')])
    const added = change('Add', 'A', 'AWS::CloudFormation::Stack')
    expect(countsOf(toTree(described('root', [added], { A })))).toEqual(new Map([['add', 2]]))
  })
})
