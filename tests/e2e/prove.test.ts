import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'prove-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const prove = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'prove', ...args], { encoding: 'utf8' })
const open = 'tests/proof/report/fixtures/open.yaml'
const unreadable = 'tests/proof/report/fixtures/unreadable.yaml'

/** A template of the fixture with an edit, in a file of its own. */
function edited(name: string, ...edits: [string, string][]): string {
  const text = edits.reduce(
    (template, [from, to]) => {
      expect(template).toContain(from)
      return template.replace(from, to)
    },
    readFileSync(open, 'utf8'),
  )
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('dist/ is proved, in every format, with a page beside', () => {
  const page = join(folder, 'report.html')
  const { status, stdout, stderr } = prove('--html', page)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^dist\/main\.yaml, dist\/unsecure-public-api\.yaml/)
  expect(stdout).toMatch(/ {2}PROVED +not-from-internet +no request from the internet is accepted\n/)
  expect(stdout).toMatch(/ {2}PROVED +public-is-public /)
  expect(stdout).toMatch(/ {2}WARNING +hides-public-apis /)
  expect(stdout).toMatch(/\nproved in the model: (\d+) of \1 theorems; not that AWS behaves so\n$/)
  expect(status).toBe(0)
  expect(readFileSync(page, 'utf8')).toContain('<strong>Proved in the model: ')
})

test('what lets everybody in ends with 3 and is shown with its line', () => {
  const { status, stdout } = prove('--template', open)
  const template = readFileSync(open, 'utf8').split('\n')
  const line = template.findIndex((text) => text.includes('- Sid:')) + 1
  const [, evidence = ''] = /REFUTED +not-from-internet .*\n((?: {6}.*\n)+)/.exec(stdout) ?? []
  expect(evidence).toMatch(/^ {6}this request is accepted:\n {8}by the internet\n/)
  const [admitting = ''] = evidence.split('\n').filter((text) => text.includes(' passes: Allow '))
  expect(admitting.split(' ').at(-1)).toBe(`${open}:${line}`)
  expect(stdout).not.toContain('\u001B')
  expect(status).toBe(3)
})

describe('the corporate network', () => {
  const block = '192.168.0.0/16'
  const template = edited(
    'corporate.yaml',
    [
      '  Note:',
      `  OnPremises:\n    Type: String\n    Default: ${block}\n    AllowedValues: ["", ${block}]\n  Note:`,
    ],
    [
      '            Resource: execute-api:/prod/GET/',
      '            Resource: execute-api:/prod/GET/\n            Condition: {IpAddress: {"aws:VpcSourceIp": 192.168.0.0/16}}',
    ],
  )
  const theorem = (...args: string[]) =>
    / {2}([A-Z]+) +only-our-networks /.exec(prove('--template', template, ...args).stdout)?.[1]

  it('is what the person says it is: a block, or a parameter', () => {
    expect(theorem()).toBe('REFUTED')
    expect(theorem('--corporate', block)).toBe('PROVED')
    expect(theorem('--corporate', '192.168.0.0/24')).toBe('REFUTED')
    expect(theorem('--corporate', 'OnPremises', '--parameters', `OnPremises=${block}`)).toBe('PROVED')
    expect(theorem('--corporate', 'OnPremises', '--parameters', 'OnPremises=')).toBe('REFUTED')
  })

  it('is told with the results', () => {
    expect(prove('--template', template, '--corporate', block).stdout).toMatch(
      /given: the corporate\s+network=192\.168\.0\.0\/16\)/,
    )
  })

  it.each(['OnPremise', '0.0.0.0/0', '2001:db8::/32'])('cannot be %s', (corporate) => {
    const { status, stderr } = prove('--template', template, '--corporate', corporate)
    expect(stderr).toMatch(/^--corporate '.*' is neither a parameter .*\n.*192\.168\.0\.0\/16\n$/)
    expect(status).toBe(2)
  })
})

test('what is not known ends with 3 as well', () => {
  const { status, stdout } = prove('--template', unreadable)
  expect(stdout).toMatch(
    /UNKNOWN +not-from-internet .*\n +a statement has no element 'NotEffect' {2}.*unreadable\.yaml:\d+\n/,
  )
  expect(status).toBe(3)
})

test('json, sarif and html are printed whole', () => {
  const report = JSON.parse(prove('--template', open, '--format', 'json').stdout)
  expect(report.conclusion.proved).toBe(false)
  expect(report.templates[0].sha256).toMatch(/^[0-9a-f]{64}$/)
  const sarif = JSON.parse(prove('--template', open, '--format=sarif').stdout)
  expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(open)
  expect(prove('--template', open, '--format', 'html').stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)
})

describe('values of parameters', () => {
  const guarded: [string, string] = [
    '            Resource: execute-api:/prod/GET/\n',
    `            Resource: execute-api:/prod/GET/
          - Sid: Guard
            Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !If [Closed, vpce-0123456789abcdef0, !Ref AWS::NoValue]
`,
  ]
  const conditions: [string, string] = [
    'Resources:\n',
    'Conditions:\n  Closed: !Equals [!Ref Note, closed]\nResources:\n',
  ]
  const verdict = (...args: string[]) =>
    prove('--template', edited('guarded.yaml', guarded, conditions), '--format', 'json', ...args)

  test('that are not given may be any; a given one settles them', () => {
    const free = JSON.parse(verdict().stdout)
    const closed = JSON.parse(verdict('--parameters', 'Note=closed').stdout)
    const of = ({ results }: { results: { id: string }[] }) =>
      results.find(({ id }) => id === 'not-by-others-endpoint')
    expect(of(free)).toMatchObject({ when: [{ parameter: 'Note' }] })
    expect(of(closed)).toMatchObject({ when: [] })
    expect(closed.given).toEqual({ 'guarded:Note': 'closed' })
  })

  test('come from files too, and the later one counts', () => {
    const file = join(folder, 'values.json')
    writeFileSync(file, '[{"ParameterKey": "Note", "ParameterValue": "closed"}]')
    expect(JSON.parse(verdict('--parameters', file).stdout).given).toEqual({ 'guarded:Note': 'closed' })
    expect(JSON.parse(verdict('--parameters', file, 'guarded:Note=open').stdout).given).toEqual({
      'guarded:Note': 'open',
    })
  })
})

test.each([
  ['an unknown option', ['--formt', 'text'], /^Unknown option '--formt'\n.*--help/],
  ['an option without its value', ['--template'], /^Option '--template <value>' argument missing\n/],
  ['an unknown format', ['--format', 'xml'], /^There is no format 'xml'\.\n/],
  ['a file without --template', [open], /belongs to no option\.\nA template is named by --template /],
  ['a template that is not there', ['--template', 'none.yaml'], /^none\.yaml: there is no such file\n/],
  ['a file of parameters that is not there', ['--parameters', './none.json'], /^\.\/none\.json: /],
  [
    'an unknown parameter',
    ['--parameters', 'Nothing=1'],
    /^Nothing: dist\/main\.yaml has no such parameter\n/,
  ],
  ['a value that is not taken', ['--parameters', 'CorporateCidr=x'], /^CorporateCidr=x: .*\n/],
  ['a name that none can have', ['--parameters', 'No-Name=1'], /^'No-Name=1' is no value of a parameter\.\n/],
  ['another partition', ['--parameters', 'AWS::Partition=aws-cn'], /^AWS::Partition=aws-cn: .*\n/],
  [
    'templates without an API',
    ['--template', 'dist/secure-private-api-vpc.yaml'],
    /^dist\/secure-private-api-vpc\.yaml: no AWS::ApiGateway::RestApi.*\n/,
  ],
  [
    'a page that cannot be written',
    ['--template', open, '--html', 'none/report.html'],
    /^none\/report\.html: the page cannot be written \(ENOENT\)\.\n/,
  ],
])('%s ends with 2 and two lines', (_name, args, message) => {
  const { status, stdout, stderr } = prove(...args)
  expect(stderr).toMatch(message)
  expect(stderr.trimEnd().split('\n')).toHaveLength(2)
  expect(stdout).toBe('')
  expect(status).toBe(2)
})

test('--help tells every option', () => {
  const { status, stdout } = prove('--help')
  for (const option of [
    '--template FILE …',
    '--parameters FILE|NAME=VALUE …',
    '--format text|json|sarif|html',
    '--html FILE',
  ])
    expect(stdout).toContain(option)
  expect(status).toBe(0)
})
