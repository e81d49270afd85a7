import { addResource, insert, remove, rename, replace, StaleEdit, within } from '../../scripts/mutate/edit.ts'
import { linesThatName } from '../../scripts/mutate/lines.ts'

const template = `Resources:
  Api:
    Type: A
    Properties:
      Statement:
        - Sid: One
          Effect: Deny
          Condition:
            StringNotEquals:
              aws:SourceVpce: x
        - Sid: Two
          Effect: Deny
  Group:
    Type: B
    Properties:
      Rules:
        - Port: 443
        - Port: 444
Outputs:
  Id:
    Value: 443
`
const lines = (edit: ReturnType<typeof replace>) => [...linesThatName(edit(template))].sort((a, b) => a - b)

test.each([
  ['a text that is absent', replace('Sid: Three', ''), 'there is no "Sid: Three"'],
  ['a text that is not unique', replace('Effect: Deny', ''), 'there is more than one "Effect: Deny"'],
  ['a resource that is absent', within('Stage', replace('A', 'B')), 'there is no "\\n  Stage:\\n"'],
  ['a text of another resource', within('Group', replace('Type: A', '')), 'in Group there is no "Type: A"'],
  ['a name that is absent', rename('Stage', 'Other'), 'there is no "Stage"'],
])('an edit of %s fails', (_name, edit, message) => {
  expect(() => edit(template)).toThrow(StaleEdit)
  expect(() => edit(template)).toThrow(message)
})

test('within finds what is unique in one resource', () => {
  const { text } = within('Group', replace('443', '22'))(template)
  expect(text).toBe(template.replace('- Port: 443', '- Port: 22'))
})

test('a resource is added before the outputs', () => {
  expect(addResource('  New:\n    Type: C\n')(template).text).toContain('444\n  New:\n    Type: C\nOutputs:')
})

test('rename changes every occurrence', () => {
  expect(rename('Deny', 'Allow')(template).text).toBe(template.replaceAll('Deny', 'Allow'))
})

test.each([
  [
    'a changed value: its line and what is around it',
    replace('SourceVpce: x', 'SourceVpc: x'),
    [2, 4, 5, 6, 8, 9, 10],
  ],
  [
    'a changed property of a list item',
    replace('One\n          Effect: Deny', 'One\n          Effect: Allow'),
    [2, 4, 5, 6, 7],
  ],
  ['a removed list item: what it was in', within('Group', remove('        - Port: 443\n')), [13, 15, 16]],
  [
    'an inserted list item: all its lines',
    insert('Sid: One\n', '          A: 1\n          B: 2\n'),
    [2, 4, 5, 6, 7, 8],
  ],
  ['an added resource: all its lines', addResource('  New:\n    Type: C\n'), [19, 20]],
  ['a removed resource: nothing is left', remove('  Api:\n    Type: A\n'), []],
])('%s', (_name, edit, expected) => expect(lines(edit)).toEqual(expected))
