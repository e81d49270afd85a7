import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCfnLint } from '../../scripts/lint/cfn-lint.ts'
import type { Finding } from '../../scripts/lint/finding.ts'
import { fixtures, project, removeProjects, run } from '../support/project.ts'

jest.setTimeout(60_000)
afterAll(removeProjects)

const fixture = (name: string) => readFileSync(join(fixtures, name), 'utf8')
const [main, child, mixed] = [fixture('main.yaml'), fixture('child.yaml'), fixture('mixed.yaml')]
const miswired = main
  .replace('Name: first', 'Nmae: first')
  .replace('First.Outputs.TopicArn', 'First.Outputs.TopicArm')

test('templates without a finding pass, say so in one line, and leave nothing behind', async () => {
  const folder = project({ 'dist/main.yaml': main, 'dist/child.yaml': child })
  const { status, stdout, stderr } = await run(folder, 'lint')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(
    /^Linting .+\nNo findings in 2 templates \(\d+\.\d s\): dist\/child\.yaml, dist\/main\.yaml\n$/,
  )
  expect(readdirSync(join(folder, 'tmp'))).toEqual([])
})

describe('templates with findings of every severity', () => {
  let result: Awaited<ReturnType<typeof run>>
  let findings: Finding[]

  beforeAll(async () => {
    const folder = project({
      'dist/main.yaml': miswired,
      'dist/child.yaml': child,
      'dist/mixed.yaml': mixed,
      // The project's and, HOME being tmp/, the person's own.
      '.cfnlintrc': 'ignore_checks: [E3043, I]',
      'tmp/.cfnlintrc': 'ignore_checks: [E3043, I]',
    })
    result = await run(folder, 'lint', '--format=json')
    findings = JSON.parse(result.stdout)
  })

  test('fail, with nothing but the findings on standard output', () => {
    expect(result.status).toBe(1)
    expect(result.stderr).toMatch(/^Linting dist\/child\.yaml.+\n$/)
  })

  test('are all reported once, in order, at the line in dist/, whatever a .cfnlintrc says', () => {
    const short = findings.map(({ file, line, rule, severity }) => `${file}:${line} ${rule} ${severity}`)
    expect(short).toEqual([
      'dist/main.yaml:19 E3043 error',
      'dist/main.yaml:20 E3043 error',
      'dist/main.yaml:27 E1010 error',
      'dist/mixed.yaml:3 W2001 warning',
      'dist/mixed.yaml:9 I1022 info',
      'dist/mixed.yaml:10 E3002 error',
    ])
  })

  test('name the module where one generated the template', () => {
    expect(findings.find(({ rule }) => rule === 'E3043')?.module).toBe('templates/main.ts')
    expect(findings.find(({ rule }) => rule === 'W2001')).not.toHaveProperty('module')
  })
})

test('the nested wiring is found through the copy: cfn-lint alone does not see it', async () => {
  const folder = project({ 'main.yaml': miswired, 'child.yaml': child })
  expect(await runCfnLint(join(folder, '.venv/bin/cfn-lint'), [join(folder, 'main.yaml')], folder)).toEqual(
    [],
  )
})

test('other files are linted by name: a pattern-like name, nested stacks beside it or out of reach', async () => {
  const foreign = `${main.replace(/^#.*\n/, '').replace('      Parameters:\n        Name: first\n', '')}
  Elsewhere:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://example.com/elsewhere.yaml
`
  const folder = project({ 'their/a[1].yaml': foreign, 'their/child.yaml': child })
  const { status, stdout, stderr } = await run(folder, 'lint', 'their/a[1].yaml')
  expect(status).toBe(1)
  expect(stdout.split('\n').slice(1)).toEqual([
    'severity  rule   place                 what                         made by',
    'error     E3043  their/a[1].yaml:17:7  First.Properties.Parameters  -',
    expect.stringContaining('parameter "Name" is not specified'),
    '',
    expect.stringMatching(/^1 error in 1 of 1 template \(/),
    '',
  ])
  expect(stderr).toMatch(/^their\/a\[1\]\.yaml:29:7: Elsewhere nests 'elsewhere\.yaml', which is not beside/)
})
