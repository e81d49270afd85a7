import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeInNamespaces } from '../lab/in-namespaces.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

const RUN = [process.execPath, 'scripts/run.mjs', 'verify'] as const
const verify = (...args: string[]) => spawnSync(RUN[0], [...RUN.slice(1), ...args], { encoding: 'utf8' })

const SIMULATED = 'Simulated: nothing is sent.\n'

const EXISTING = [
  'ExistingVpcEndpointId=vpce-0123456789abcdef0',
  'ExistingVpcId=vpc-0123456789abcdef0',
  'ExistingVpcCidr=10.50.0.0/16',
  'ExistingIsolatedSubnetIds=subnet-0aaaaaaaaaaaaaaaa,subnet-0bbbbbbbbbbbbbbbb',
]

/** What the matrix shows in the line of a caller and route. */
const cells = (stdout: string, caller: string, route: string): string[] =>
  (new RegExp(`^  ${caller} +${route} +(.*)$`, 'm').exec(stdout)?.[1] ?? '').split(/ {2,}/)

/** dist/ with one text replaced by another. */
function edited(file: string, old: string, now: string): string {
  const copy = mkdtempSync(join(folder, 'dist-'))
  cpSync('dist', copy, { recursive: true })
  const text = readFileSync(join(copy, file), 'utf8')
  expect(text.split(old)).toHaveLength(2)
  writeFileSync(join(copy, file), text.replace(old, now))
  return join(copy, 'main.yaml')
}

describeInNamespaces('the access matrix', () => {
  test('of dist/ is as predicted: the consumer gets in by every form, and nobody else from elsewhere', () => {
    const { status, stdout, stderr } = verify('--parameters', 'CorporateCidr=192.168.0.0/16')
    expect(stderr).toBe('')
    expect(cells(stdout, 'consumer', 'GET /secure/greeter')).toEqual(Array(6).fill('200 ✓'))
    expect(cells(stdout, 'corporate', 'GET /secure/greeter')).toEqual(Array(6).fill('200 ✓'))
    expect(cells(stdout, 'internet', 'GET /secure/greeter')).toEqual([
      'no name ✓',
      ...Array(5).fill('timeout ✓'),
    ])
    expect(cells(stdout, 'other-vpc', 'GET /secure/greeter')).toEqual([
      '403 ✓',
      '-',
      ...Array(3).fill('403 ✓'),
      '-',
    ])
    expect(cells(stdout, 'internet', 'GET /unsecure/greeter')[0]).toBe('200 ✓')
    expect(cells(stdout, 'consumer', 'GET /unsecure/greeter')[0]).toBe('403 ✓')
    expect(stdout).toMatch(/\d+ requests asked in the lab; 0 answered otherwise than predicted\n$/)
    expect(status).toBe(0)
  })

  test('of templates with a closed group shows the timeout that was predicted', () => {
    const closed = edited(
      'secure-private-api-vpc.yaml',
      '          CidrIp: !Ref VpcCidr\n          Description: HTTPS',
      '          CidrIp: 192.0.2.0/24\n          Description: HTTPS',
    )
    const { status, stdout } = verify('--template', closed)
    expect(cells(stdout, 'consumer', 'GET /secure/greeter')).toEqual(Array(6).fill('timeout ✓'))
    expect(status).toBe(0)
  })

  test('of an API that asks for signatures lets in the consumer who signs, as its instance can, and nobody else', () => {
    const { status, stdout } = verify('--parameters', 'Authorization=AWS_IAM')
    expect(cells(stdout, 'consumer', 'GET /secure/greeter, signed')).toEqual(Array(6).fill('200 ✓'))
    expect(cells(stdout, 'consumer', 'GET /secure/greeter')).toEqual(Array(6).fill('403 ✓'))
    expect(stdout).toContain('; 0 answered otherwise than predicted\n')
    expect(status).toBe(0)
  })

  test('of a VPC and an endpoint that exist is as predicted, and says what was assumed of them', () => {
    const { status, stdout } = verify('--parameters', ...EXISTING)
    expect(stdout).toContain(
      [
        'Assumed, as the templates take these as given and do not say it:',
        '  vpc-0123456789abcdef0 (10.50.0.0/16) has DNS support and DNS host names',
        '  its subnets subnet-0aaaaaaaaaaaaaaaa (10.50.0.0/17) and subnet-0bbbbbbbbbbbbbbbb (10.50.128.0/17) have no NACL and no way out',
        '  vpce-0123456789abcdef0 has an interface in each of them, private DNS, the default policy, and a group that admits tcp/443 from the block',
      ].join('\n'),
    )
    expect(cells(stdout, 'consumer', 'GET /secure/greeter')).toEqual(Array(6).fill('200 ✓'))
    expect(cells(stdout, 'other-vpc', 'GET /secure/greeter')[0]).toBe('403 ✓')
    expect(stdout).toContain('; 0 answered otherwise than predicted\n')
    expect(status).toBe(0)
  })

  test.each([
    [
      'a tool is missing',
      ['-Urm', 'sh', '-c', 'mount --bind /dev/null "$(command -v nft)" && exec "$@"', 'sh'],
      /^The lab needs nft, which is not here\.\nsudo apt-get install -y nftables\n/,
    ],
    [
      'user namespaces are forbidden',
      [
        '-Ur',
        'sh',
        '-c',
        'echo 1 > /proc/sys/user/max_user_namespaces && exec unshare -U --map-user=1 "$@"',
        'sh',
      ],
      /^This system does not let you make network namespaces \(.*\)\.\nRun it as root: sudo npm run lab\n/,
    ],
  ])('is predicted and marked as simulated where %s', (_, without, why) => {
    const { status, stdout } = spawnSync('unshare', [...without, ...RUN], { encoding: 'utf8' })
    const [first, rest] = [stdout.slice(0, SIMULATED.length), stdout.slice(SIMULATED.length)]
    expect(first).toBe(SIMULATED)
    expect(rest).toMatch(why)
    const lines = stdout.split('\n').filter((line) => / (GET|POST) \//.test(line))
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.filter((line) => !line.endsWith('  simulated'))).toEqual([])
    expect(stdout).toContain('simulated and not sent')
    expect(status).toBe(0)
  })
})

test('what belongs to no option is told, with what to type', () => {
  const { status, stderr } = verify('dist/main.yaml')
  expect(stderr).toBe(
    "'dist/main.yaml' belongs to no option.\nA template is named by --template dist/main.yaml\n",
  )
  expect(status).toBe(2)
})
