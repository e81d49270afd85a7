import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Output } from '@aws-sdk/client-cloudformation'
import fc from 'fast-check'
import { outputsEnv, outputsJson, outputsTable } from '../../../scripts/delivery/stack/outputs-text.ts'

const output = (OutputKey: string, OutputValue: string, Description?: string): Output => ({
  OutputKey,
  OutputValue,
  ...(Description !== undefined && { Description }),
})
const OUTPUTS = [
  output('VpcEndpointId', 'vpce-0a1b2c', 'The endpoint it is called through'),
  output('SecureApiUrl', 'https://abc.execute-api.us-east-1.amazonaws.com/miztiik', 'Call it from the VPC.'),
  output('Curl', `curl ${'x'.repeat(80)}`, 'What to type there'),
]

describe('a table', () => {
  test('sorted, with descriptions where there is room', () => {
    expect(outputsTable(OUTPUTS, 110)).toBe(
      [
        `Curl           curl ${'x'.repeat(80)}`,
        'SecureApiUrl   https://abc.execute-api.us-east-1.amazonaws.com/miztiik  Call it from the VPC.',
        'VpcEndpointId  vpce-0a1b2c                                              The endpoint it is called through',
        '',
      ].join('\n'),
    )
  })
  test('narrow, without', () => expect(outputsTable(OUTPUTS, 80)).not.toMatch(/Call it|The endpoint|What to/))
  test('values cannot draw on the terminal', () =>
    expect(outputsTable([output('A', 'x\u001B[2J\ny')], 80)).toBe('A  x\uFFFD[2J y\n'))
  test('of none', () => expect(outputsTable([], 80)).toBe('The stack has no outputs.\n'))
})

test('JSON: an object by key', () => {
  expect(outputsJson([output('B', 'a "b"\n'), output('A', '')])).toBe(
    '{\n  "A": "",\n  "B": "a \\"b\\"\\n"\n}\n',
  )
  expect(outputsJson([])).toBe('{}\n')
})

describe('for a shell', () => {
  const names = (...keys: string[]) =>
    outputsEnv(keys.map((key) => output(key, 'x')))
      .replaceAll("='x'\n", ' ')
      .trim()

  test.each([
    ['SecureApiUrl', 'SECURE_API_URL'],
    ['VPCId', 'VPC_ID'],
    ['ConsumerPrivateIp4', 'CONSUMER_PRIVATE_IP4'],
    ['already_so', 'ALREADY_SO'],
    ['2ndUrl', 'OUTPUT_2ND_URL'],
  ])('%s is %s', (key, name) => expect(names(key)).toBe(name))

  test.each(['Path', 'HOME', 'Uid', 'LdPreload', 'BashEnv', 'AwsSecretAccessKey', 'NodeOptions'])(
    '%s leaves what others own alone',
    (key) => expect(names(key)).toMatch(/^OUTPUT_/),
  )

  test('two of one name are refused', () =>
    expect(() => outputsEnv([output('ApiUrl', 'a'), output('APIUrl', 'b')])).toThrow(
      'The outputs APIUrl and ApiUrl are both API_URL in a shell.',
    ))

  const folder = mkdtempSync(join(tmpdir(), 'outputs-'))
  /** What a program sees after a shell has read the values. */
  function readBy(shell: string, values: readonly string[]): unknown {
    writeFileSync(
      join(folder, 'values.env'),
      outputsEnv(values.map((value, index) => output(`Value${index}`, value))),
    )
    const script = `set -a; . ./values.env; exec '${process.execPath}' -e 'process.stdout.write(JSON.stringify(process.env))'`
    const { stdout, stderr, status } = spawnSync(shell, ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      // With input from a socket and no SHLVL bash takes itself for a remote login, and reads somebody's own settings.
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { SHLVL: '1' },
    })
    expect([status, stderr]).toEqual([0, ''])
    const env = JSON.parse(stdout)
    return values.map((_, index) => env[`VALUE${index}`])
  }

  const hostile = [
    '',
    "'; touch pwned; '",
    '$(touch pwned) `touch pwned` ${HOME}',
    "it's",
    'ends in \\',
    'a\nb=c\n#',
    '!history "quoted" *? ~ \t é ✓',
    '\r\u001B[2J',
  ]
  const random = fc.sample(
    fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\0]|\p{Cs}/u.test(text)),
    {
      numRuns: 300,
      seed: 7,
    },
  )
  test.each(['bash', 'sh'])('%s reads every value as it is, and runs none', (shell) => {
    expect(readBy(shell, [...hostile, ...random])).toEqual([...hostile, ...random])
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
  })
})
