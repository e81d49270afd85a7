import { declared } from '../../scripts/template/declared.ts'
import { parametersBehind, parametersHeld } from '../../scripts/template/parameters-in.ts'
import { resolve } from '../../scripts/template/resolve.ts'
import { opened } from './written.ts'

const of = (value: string, given: Record<string, string> = { P: 'x' }) => {
  const text = `
Parameters:
  P: {Type: String}
  Q: {Type: String}
  List: {Type: CommaDelimitedList}
Conditions:
  Asks: !Equals [!Ref P, x]
  Both: !And [!Condition Asks, !Not [!Equals [!Ref Q, '']]]
Resources:
  Other: {Type: Test::Thing}
  Thing:
    Type: Test::Thing
    Properties: {Value: ${value}}
`
  const { evaluation } = resolve(opened({ 'main.yaml': text }, given))
  const { declaration, scope } = declared('Thing', evaluation) ?? {}
  if (!declaration?.properties || !scope) throw new Error('the thing is not there')
  const names = (found: Set<string>) => [...found].sort().join(' ')
  return [
    names(parametersBehind(declaration.properties, scope)),
    names(parametersHeld(declaration.properties, scope)),
  ]
}

test.each<[value: string, behind: string, held: string]>([
  ['text', '', ''],
  ['!Ref P', 'P', 'P'],
  ['[!Ref P, {Of: !Ref Q}]', 'P Q', 'P Q'],
  ['!Ref Other', '', ''],
  ["!Sub '${P} ${AWS::Region} ${!Q}'", 'P', 'P'],
  ["!Sub ['${P} ${Q}', {P: fixed}]", 'Q', 'Q'],
  ["!Sub ['${A}', {A: !Ref P}]", 'P', ''],
  ["!Join [',', [!Ref P, !Ref Q]]", 'P Q', 'P Q'],
  ['!Base64 {Ref: P}', 'P', 'P'],
  // A part stays the same when the rest changes.
  ['!Select [0, !Ref List]', 'List', ''],
  ["!Select [0, !Split ['-', !Ref P]]", 'P', ''],
  // What is only asked can be asked of two values with one answer.
  ['!If [Asks, !Ref Q, none]', 'P Q', 'Q'],
  ['!If [Both, a, b]', 'P Q', ''],
])('%s turns on (%s) and holds (%s)', (value, behind, held) => {
  expect(of(value)).toEqual([behind, held])
})

test('a branch that is not taken holds nothing', () => {
  expect(of('!If [Asks, !Ref Q, none]', { P: 'y' })).toEqual(['P', ''])
})

test('a resource that no stack has is not found', () => {
  const { evaluation } = resolve(opened({ 'main.yaml': 'Resources: {A: {Type: T}}' }))
  expect(declared('B', evaluation)).toBeUndefined()
})
