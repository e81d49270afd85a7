import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explain } from './explain.ts'

const REQUEST = ['--request', 'GET /secure/greeter']
const inFile = (name: string, json: unknown): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'explain-')), name)
  writeFileSync(file, JSON.stringify(json))
  return file
}

test('for people: the gates, then what the caller gets', async () => {
  const { out, code } = await explain('--from', 'other-vpc', ...REQUEST)
  expect(code).toBe(0)
  const lines = out.trim().split('\n')
  expect(lines[0]).toBe(
    'GET /secure/greeter from other-vpc (10.10.2.36) to SecurePrivateApi/Api, stage miztiik',
  )
  expect(lines.filter((line) => /^\d\. /.test(line)).map((line) => line.replace(/ {2,}/, ' '))).toEqual([
    '1. name pass',
    '2. route pass',
    '3. packet filters pass',
    '4. front end pass',
    '5. endpoint policy pass',
    '6. authorization stop',
    '7. method not reached',
    '8. integration permission not reached',
  ])
  expect(lines.at(-1)).toBe(
    'Refused at the authorization gate: the caller (other-vpc) gets 403 not authorized to perform: execute-api:Invoke with an explicit deny',
  )
})

test('the help tells every option', async () => {
  const { out, code } = await explain('--help')
  expect(code).toBe(0)
  for (const option of ['from', 'request', 'template', 'parameters', 'cases', 'format', 'json']) {
    expect(out).toContain(`--${option}`)
  }
})

test.each([
  ['a list as the AWS CLI takes it', [{ ParameterKey: 'CorporateCidr', ParameterValue: '192.168.0.0/16' }]],
  ['an object', { CorporateCidr: '192.168.0.0/16' }],
  ['an object under Parameters', { Parameters: { CorporateCidr: '192.168.0.0/16' } }],
])('parameters from a file: %s', async (_, json) => {
  const { out } = await explain(
    '--from',
    'corporate',
    ...REQUEST,
    '--parameters',
    inFile('parameters.json', json),
  )
  expect(out).toContain('Accepted: the caller (corporate) gets 200.')
})

test('of a CIDR, a host in one of its subnets calls', async () => {
  expect((await explain('--from', '10.10.0.0/16', ...REQUEST)).out).toContain(
    'from 10.10.0.0/16 (10.10.2.36)',
  )
})

test('a file of cases is decided one line each', async () => {
  const one = {
    id: 'open',
    api: { region: 'us-east-1', account: '123456789012', id: 'a1b2c3d4e5', endpointType: 'REGIONAL' },
    policy: null,
    vpcePolicy: null,
    authType: 'NONE',
    request: {
      ...{ sourceVpce: null, sourceVpc: null, vpcSourceIp: null, sourceIp: '203.0.113.1', principal: null },
      ...{ method: 'GET', path: '/', stage: 'prod' },
    },
  }
  const { out, code } = await explain(
    '--cases',
    inFile('cases.json', [one, { ...one, id: 'again' }]),
    '--json',
  )
  expect(code).toBe(0)
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { id: 'open', verdict: 'allow' },
    { id: 'again', verdict: 'allow' },
  ])
})

describe('what is wrong with the arguments is said in two lines', () => {
  test.each<[string, string[], string]>([
    ['no caller', REQUEST, '--from is missing'],
    ['no request', ['--from', 'consumer'], '--request is missing'],
    ['an unknown caller', ['--from', 'nobody', ...REQUEST], "'nobody' is no caller"],
    ['a request without a verb', ['--from', 'consumer', '--request', '/secure'], "'/secure' is no request"],
    ['an unknown option', ['--form', 'consumer', '--to', 'x'], "Unknown option '--to'"],
    ['an unknown format', ['--from', 'consumer', ...REQUEST, '--format', 'xml'], "no format 'xml'"],
    ['an unknown form', ['--from', 'consumer', ...REQUEST, '--form', 'magic'], "no form 'magic'"],
    [
      'a form that takes an endpoint where there is none',
      [
        '--from',
        'internet',
        '--request',
        'GET /',
        '--form',
        'alias-name',
        '--template',
        'dist/unsecure-public-api.yaml',
      ],
      'make no endpoint',
    ],
    ['an unknown API', ['--from', 'consumer', ...REQUEST, '--api', 'Other'], 'No such API'],
    ['an unknown parameter', ['--from', 'consumer', ...REQUEST, '--parameters', 'Nothing=1'], 'Nothing'],
    ['a stray word', ['--from', 'consumer', ...REQUEST, 'stray'], "'stray' belongs to no option"],
    ['an address in no subnet', ['--from', '10.10.77.1', ...REQUEST], 'in none of its subnets'],
    ['no corporate network', ['--from', 'corporate', ...REQUEST], 'CorporateCidr has no value'],
    [
      'a file of parameters that is not there',
      ['--from', 'consumer', ...REQUEST, '--parameters', '/no/file'],
      '/no/file: there is no such file\nName a file of parameters',
    ],
    [
      'a template that is not there',
      ['--from', 'consumer', ...REQUEST, '--template', '/no/file.yaml'],
      '/no/file.yaml',
    ],
    ['a principal that is none', ['--from', 'consumer', ...REQUEST, '--as', 'me'], "'me' is no ARN"],
    ['cases and a caller', ['--cases', 'x', '--from', 'consumer'], '--cases goes with neither'],
  ])('%s', async (_, args, what) => {
    const error = await explain(...args).catch((thrown: Error) => thrown)
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining(what) })
    expect((error as Error).message.split('\n')).toHaveLength(2)
  })
})
