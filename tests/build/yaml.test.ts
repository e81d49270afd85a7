import { spawnSync } from 'node:child_process'
import { toYaml } from '../../scripts/build/yaml.ts'

/** Reads YAML with PyYAML, a YAML 1.1 reader as CloudFormation's is; tags become `{ "!Tag": value }`. */
function readByPyYaml(text: string): unknown {
  const program = `
import json, sys, yaml
def tagged(loader, suffix, node):
    kind = {yaml.ScalarNode: loader.construct_scalar, yaml.SequenceNode: lambda n: loader.construct_sequence(n, True)}
    return {'!' + suffix: kind[type(node)](node)}
yaml.SafeLoader.add_multi_constructor('!', tagged)
print(json.dumps(yaml.safe_load(sys.stdin.read()), default=str))`
  const { stdout, stderr } = spawnSync('.venv/bin/python', ['-c', program], { input: text, encoding: 'utf8' })
  if (stderr) throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('toYaml', () => {
  it.each([
    'on',
    'no',
    'y',
    '22:22',
    '190:20:30',
    '2020-01-01',
    '0123',
    '1_000',
    '0x1f',
    '.5',
    '~',
    '',
    ' a',
    '#a',
  ])('keeps the text %j a text in YAML 1.1, as value and as key', (text) => {
    expect(readByPyYaml(toYaml({ value: text, [text]: 1 }))).toEqual({ value: text, [text]: 1 })
  })

  it('keeps numbers, truth values and line breaks what they are', () => {
    const template = { a: 1, b: true, c: 'x: 1\ny', d: `${'long '.repeat(50)}end`, e: [], f: {} }
    expect(readByPyYaml(toYaml(template))).toEqual(template)
  })

  it.each([
    [{ Ref: 'A' }, { '!Ref': 'A' }],
    [{ 'Fn::GetAtt': ['A', 'B.C'] }, { '!GetAtt': 'A.B.C' }],
    [{ 'Fn::Sub': '${A}' }, { '!Sub': '${A}' }],
    [{ 'Fn::GetAZs': '' }, { '!GetAZs': '' }],
    [{ 'Fn::If': ['A', { Ref: 'B' }, 'c'] }, { '!If': ['A', { '!Ref': 'B' }, 'c'] }],
  ])('writes %j in its short form', (value, read) => {
    expect(readByPyYaml(toYaml({ value }))).toEqual({ value: read })
  })

  it('leaves a policy Condition and a map with a key beside Ref alone', () => {
    const template = { Condition: { StringEquals: { a: 'b' } }, odd: { Ref: 'A', Other: 'B' } }
    expect(readByPyYaml(toYaml(template))).toEqual(template)
  })

  it('writes what is used twice twice: CloudFormation knows no aliases', () => {
    const shared = { Key: 'Project' }
    expect(toYaml({ a: shared, b: shared })).not.toMatch(/[&*]/)
  })
})
