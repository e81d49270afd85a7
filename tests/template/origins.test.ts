import { resolve } from '../../scripts/template/resolve.ts'
import { originsAt } from '../../scripts/template/standing.ts'
import { opened, valueAt } from './written.ts'

const child = `
Parameters:
  Renamed: {Type: String}
  Own: {Type: String, Default: own}
  Left: {Type: String, Default: ''}
Conditions:
  Given: !Not [!Equals [!Ref Left, '']]
Resources:
  Thing:
    Type: Test::Thing
    Properties:
      Direct: !Ref Renamed
      Text: !Sub "a\${Renamed}"
      Same: !Ref Own
      Default: !Ref Left
      Chosen: !If [Given, !Ref Own, none]
      Fixed: here
      Parts:
        - A: !Ref Renamed
        - !If [Given, B, !Ref 'AWS::NoValue']
  Sometimes:
    Type: Test::Thing
    Condition: Given
    Properties: {Value: x}
Outputs:
  Name: {Value: !GetAtt Thing.Name}
`
const main = `
Parameters:
  Own: {Type: String}
  Other: {Type: String}
Conditions:
  Always: !Equals [a, a]
  Never: !Equals [a, b]
Resources:
  First:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: child.yaml
      Parameters:
        Renamed: !If
          - Always
          - !Ref Other
          - nothing
        Own: !Ref Own
  Second:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: child2.yaml
      Parameters:
        Renamed: !GetAtt First.Outputs.Name
        Own: !Ref Own
        Left: !Ref Own
  Third:
    Type: AWS::CloudFormation::Stack
    Condition: Never
    Properties: {TemplateURL: child.yaml}
  User:
    Type: Test::User
    Properties:
      Missing: !GetAtt Third.Outputs.Name
`
const stacks = opened({ 'main.yaml': main, 'child.yaml': child, 'child2.yaml': child }, { Own: 'x' })
const region = resolve(stacks)
const told = (place: Parameters<typeof originsAt>[0] | undefined) => {
  if (!place) throw new Error('there is no such place')
  return originsAt(place, region.evaluation).map(
    ({ what, at }) => `${what} ${at.file.split('/').at(-1)}:${at.line}`,
  )
}
/** A value of the second stack, whose template is its own. */
const ofValue = (path: string) => told(valueAt(region, 'Second/Thing', path)?.at)
const ofResource = (address: string) =>
  told(
    region.evaluation.stacks.all
      .find(({ prefix }) => address.startsWith(`${prefix}`) && prefix !== '')
      ?.template.resources.get(address.split('/')[1] ?? '')?.at,
  )

const PASSED = 'Renamed of Second is passed here main.yaml:24'
const OUTPUT = 'the output Name of First stands here child.yaml:26'

describe('where a value comes from', () => {
  test.each<[string, string, string[]]>([
    ['a parameter: where it is passed, and the output that this is', 'Direct', [PASSED, OUTPUT]],
    ['a variable of a text', 'Text', [PASSED, OUTPUT]],
    ['a parameter passed on under its own name tells nothing', 'Same', []],
    ['but one that is passed under another does', 'Default', ['Left of Second is passed here main.yaml:26']],
    [
      'what a condition chose, by the parameter that it asks',
      'Chosen',
      ['Left of Second is passed here main.yaml:26'],
    ],
    ['a text comes from nowhere', 'Fixed', []],
    ['of a list, each item', 'Parts', [PASSED, OUTPUT, 'Left of Second is passed here main.yaml:26']],
  ])('%s', (_case, path, origins) => expect(ofValue(path)).toEqual(origins))

  test('of an If the branch that is taken, and of what is not passed the stack', () => {
    const at = valueAt(region, 'First/Thing', 'Parts')?.at
    expect(told(at)).toEqual([
      'Renamed of First is passed here main.yaml:16',
      'left out here, as Given decides child.yaml:20',
      'First is passed no Left, so it takes its default main.yaml:9',
    ])
  })
  test('of a resource, what conditions leave out of it', () => {
    expect(ofResource('First/Thing')).toEqual([
      'left out here, as Given decides child.yaml:20',
      'First is passed no Left, so it takes its default main.yaml:9',
    ])
  })
  test('of one that is not made, its condition', () => {
    expect(ofResource('First/Sometimes')).toEqual([
      'First/Sometimes is made only where Given holds child.yaml:21',
      'First is passed no Left, so it takes its default main.yaml:9',
    ])
  })
  test('of a reference to one that is not made, where it would be', () => {
    const user = stacks.roots[0]?.template.resources.get('User')?.properties
    const node = user?.kind === 'map' ? user.entries.get('Missing') : undefined
    expect(told(node?.at)).toEqual(['Third is made only where Never holds main.yaml:27'])
  })
  test('a place with nothing on it', () => {
    expect(told({ file: stacks.roots[0]?.template.file ?? '', line: 1, column: 1 })).toEqual([])
    expect(told({ file: 'elsewhere.yaml', line: 1, column: 1 })).toEqual([])
  })
})

test('a parameter stands where its name does', () => {
  expect(stacks.roots[0]?.template.parameters.get('Other')?.at.line).toBe(4)
})
