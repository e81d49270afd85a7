import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stack } from '@aws-sdk/client-cloudformation'
import { chooseParameters, type Supply, toSend } from '../../../scripts/delivery/deployment/parameters.ts'
import { isUnchanged } from '../../../scripts/delivery/deployment/unchanged.ts'
import { readTree } from '../../../scripts/template/read.ts'
import { toTemplate } from '../../../scripts/template/template.ts'

const folder = mkdtempSync(join(tmpdir(), 'parameters-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BODY = `Parameters:
  Bucket: { Type: String }
  Size: { Type: Number, Default: 2 }
  Secret: { Type: String, NoEcho: true, Default: none }
Resources:
  Topic: { Type: AWS::SNS::Topic }
`
const read = (body: string) => {
  const file = join(folder, 'template.yaml')
  writeFileSync(file, body)
  return toTemplate(readTree(file), file)
}
const template = read(BODY)
const stack = (parameters: Record<string, string>, tags: Record<string, string> = {}): Stack => ({
  StackName: 'x',
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE',
  Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
})
const supply = (value: string, isFirm: boolean): [string, Supply][] => [
  ['Bucket', { value, from: 'elsewhere', isFirm }],
]
const bucket = (given: [string, string][], supplied: [string, Supply][], now?: Stack) =>
  chooseParameters(template, new Map(given), new Map(supplied), now).find(({ name }) => name === 'Bucket')

describe('where a value comes from', () => {
  const now = stack({ Bucket: 'standing', Size: '2', Secret: '****' })
  test('the one given comes first', () =>
    expect(bucket([['Bucket', 'mine']], supply('offered', true), now)).toMatchObject({
      value: 'mine',
      from: 'given',
    }))
  test('then the output of another stack', () =>
    expect(bucket([], supply('offered', true), now)).toMatchObject({ value: 'offered', from: 'elsewhere' }))
  test('then what the stack has, before what is only an offer', () =>
    expect(bucket([], supply('offered', false), now)).toMatchObject({ value: 'standing', from: 'as it is' }))
  test('an offer where the stack has nothing', () =>
    expect(bucket([], supply('offered', false))).toMatchObject({ value: 'offered', from: 'elsewhere' }))
  test('none at all is told with the line', () =>
    expect(() => bucket([], [])).toThrow(
      /template\.yaml:2: no value for Bucket\nGive it: --parameters Bucket=VALUE/,
    ))
  test('what is not to be echoed is kept without being known, and a default is left to the template', () => {
    const chosen = chooseParameters(template, new Map(), new Map(), stack({ Bucket: 'b', Secret: '****' }))
    expect(toSend(chosen)).toEqual([
      { ParameterKey: 'Bucket', ParameterValue: 'b' },
      { ParameterKey: 'Secret', UsePreviousValue: true },
    ])
  })
})

describe('whether there is anything to do', () => {
  const now = stack({ Bucket: 'b', Size: '2', Secret: '****' }, { team: 'a', cost: 'b' })
  const wanted = (given: Record<string, string>, body = BODY, tags?: Record<string, string>) => ({
    template: read(body),
    body,
    chosen: chooseParameters(read(body), new Map(Object.entries(given)), new Map(), now),
    tags: tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  })
  test('not where template, values and tags are the same', () => {
    expect(isUnchanged(wanted({}), now, BODY)).toBe(true)
    expect(isUnchanged(wanted({ Size: '2' }, BODY, { cost: 'b', team: 'a' }), now, `${BODY}\n`)).toBe(true)
  })
  test.each([
    ['another value', wanted({ Size: '3' })],
    ['another tag', wanted({}, BODY, { team: 'a', cost: 'c' })],
    ['a tag less', wanted({}, BODY, { team: 'a' })],
    ['another template', wanted({}, BODY.replace('SNS::Topic', 'SQS::Queue'))],
    [
      'a new parameter',
      wanted({}, BODY.replace('Resources:', '  New: { Type: String, Default: x }\nResources:')),
    ],
  ])('%s', (_name, change) => expect(isUnchanged(change, now, BODY)).toBe(false))
  test('nobody knows where a value lies in Systems Manager', () => {
    const body = BODY.replace(
      'Size: { Type: Number, Default: 2 }',
      "Size: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 2 }",
    )
    expect(isUnchanged(wanted({}, body), now, body)).toBe(false)
  })
})
