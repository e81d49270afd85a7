import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decideCases } from '../../../scripts/access/cases.ts'
import { decideFile, toCase } from './table.ts'

const samples = join(__dirname, 'samples.json')
const given = toCase({ name: '', source: '', expected: 'allow' }, 'c1') as Record<string, object>

describe('the samples that others decided', () => {
  const results = decideCases(samples)
  test.each(
    JSON.parse(readFileSync(samples, 'utf8')) as { id: string; expected: string; denyKind: string }[],
  )('$id', ({ id, expected, denyKind }) => {
    expect(results.find((result) => result.id === id)).toMatchObject({ verdict: expected, denyKind })
  })
})

test('reasons name the statement and its line', () => {
  const result = decideCases(samples).find(({ id }) => id === 'A02-vpce-allowlist-wrong')
  expect(result?.because.join('\n')).toContain(`Deny statement 2 (${samples}:65) matches`)
})

test('a field that nobody reads is told', () => {
  const [result] = decideFile([
    { ...given, polcy: null, request: { ...given.request, sourceVpcEndpoint: 'x' } },
  ])
  expect(result?.because).toEqual(
    expect.arrayContaining([
      "the field 'polcy' is unknown and was not used",
      "the field 'request.sourceVpcEndpoint' is unknown and was not used",
    ]),
  )
})

test.each<[string, unknown, RegExp]>([
  ['no JSON', '[{', /cases\.json is no JSON/],
  ['YAML', '- id: x', /is no JSON/],
  ['a key twice', '[{"id": "x", "id": "y"}]', /cases\.json:1: .*unique/],
  ['no list', {}, /is no list of cases/],
  ['no object', ['x'], /case 1: it is no object/],
  ['no id', [{}], /case 1: 'id' is no text/],
  ['no api', [{ ...given, api: null }], /cases\.json:2: case c1: it has no 'api'/],
  ['no policy, not even null', [{ ...given, policy: undefined }], /case c1: it has no 'policy'/],
  [
    'an unknown type',
    [{ ...given, api: { ...given.api, endpointType: 'private' } }],
    /'endpointType' is 'private'/,
  ],
  ['an unknown authorization', [{ ...given, authType: 'IAM' }], /'authType' is 'IAM', not one of NONE/],
  [
    'an unknown decision',
    [{ ...given, authType: 'CUSTOM', authorizerDecision: 'yes' }],
    /'authorizerDecision'/,
  ],
  [
    'a principal that is no ARN',
    [{ ...given, request: { ...given.request, principal: 'alice' } }],
    /'principal'/,
  ],
  [
    'a method that is no text',
    [{ ...given, request: { ...given.request, method: 1 } }],
    /'method' is no text/,
  ],
  ['a context that is no object', [{ ...given, context: [] }], /'context' is no object/],
  ['a key that is no text', [{ ...given, context: { k: {} } }], /case c1: a key of 'context'/],
])('%s is a user error', (_name, contents, message) => {
  expect(() => decideFile(contents)).toThrow(expect.objectContaining({ name: 'UserError' }))
  expect(() => decideFile(contents)).toThrow(message)
})

test('a file that is not there is a user error', () => {
  expect(() => decideCases('/nowhere.json')).toThrow(expect.objectContaining({ name: 'UserError' }))
})
