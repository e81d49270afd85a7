import { type HostFile, hostFiles, LAB } from '../../../scripts/lab/network/index.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import { AT, smallPlan } from './small-plan.ts'

const CA = '-----BEGIN CERTIFICATE-----\nthe lab\n-----END CERTIFICATE-----\n'
const TRUSTED = '-----BEGIN CERTIFICATE-----\nthe machine\n-----END CERTIFICATE-----\n'

/** A copy of /etc in which resolv.conf is a link into a folder that the lab hides. What root alone may read is left out. */
const LINKED_RESOLV_CONF = `mkdir /run/etc
cp -a /etc/. /run/etc 2>/dev/null
ln -sf /run/systemd/resolve/stub-resolv.conf /run/etc/resolv.conf
mount --bind /run/etc /etc`

describeInNamespaces('a command at a host', () => {
  let network: TestNetwork
  beforeAll(async () => {
    network = await TestNetwork.of(smallPlan())
    // As where systemd-resolved is.
    await network.run(undefined, ['sh', '-c', LINKED_RESOLV_CONF])
    for (const file of hostFiles(smallPlan(), { caPem: CA, systemBundle: TRUSTED })) await write(file)
  }, 60_000)
  afterAll(() => network.stop())

  const write = ({ path, content, mode }: HostFile) =>
    network.run(
      undefined,
      ['sh', '-c', 'mkdir -p "${1%/*}" && cat > "$1" && chmod "$2" "$1"', 'sh', path, mode.toString(8)],
      content,
    )
  const at = (host: string, ...command: string[]) =>
    network.attempt(undefined, [`${LAB}/enter`, host, ...command])
  const said = async (host: string, ...command: string[]) => (await at(host, ...command)).stdout

  test.each([
    ['consumer', AT.amazonResolver],
    ['internet', '198.51.100.53'],
    ['corporate', AT.corporateDns],
    ['other-vpc', '10.255.0.2'],
    ['fn0', '198.51.100.53'],
  ])('at %s asks %s for names, and nothing of the machine', async (host, nameserver) => {
    expect(await said(host, 'cat', '/etc/resolv.conf')).toBe(`nameserver ${nameserver}\n`)
    expect(await said(host, 'cat', '/etc/nsswitch.conf')).toContain('hosts: files dns\n')
  })

  test('sees the host: its name, its address, its network', async () => {
    expect(await said('consumer', 'hostname')).toBe('ip-10-0-0-10\n')
    expect(await said('consumer', 'cat', '/etc/hosts')).toBe('127.0.0.1 localhost\n10.0.0.10 ip-10-0-0-10\n')
    const addresses = await said('consumer', 'ip', '-4', '-oneline', 'address', 'show', 'eth0')
    expect(addresses).toContain(' 10.0.0.10/24 ')
  })

  test("trusts the lab's CA beside those that the machine trusts", async () => {
    const variables = ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'AWS_CA_BUNDLE']
    const files = ['/etc/ssl/certs/ca-certificates.crt', ...variables.map((name) => `"$${name}"`)]
    for (const file of files)
      expect(await said('consumer', 'sh', '-c', `[ ! -e ${file} ] || cat ${file}`)).toBe(`${TRUSTED}\n${CA}`)
    expect(await said('consumer', 'sh', '-c', 'cat "$NODE_EXTRA_CA_CERTS"')).toBe(CA)
  })

  test('gets its arguments as they are, and its exit status is told', async () => {
    const hostile = ['a b', '$(touch /tmp/x)', "';exit 9;'", 'two\nlines', '-n']
    expect(await said('consumer', 'printf', '%s|', ...hostile)).toBe(`${hostile.join('|')}|`)
    expect((await at('consumer', 'sh', '-c', 'exit 7')).status).toBe(7)
  })

  test('goes by no proxy of the machine', async () => {
    const outer = ['env', 'https_proxy=http://proxy:3128', 'HTTP_PROXY=http://proxy:3128', `${LAB}/enter`]
    const { stdout } = await network.attempt(undefined, [...outer, 'consumer', 'env'])
    expect(stdout).not.toMatch(/^https?_proxy=/im)
  })

  test("signs with nothing of the machine's, and a function with its own", async () => {
    const outer = [
      'env',
      'AWS_ACCESS_KEY_ID=key',
      'AWS_SECRET_ACCESS_KEY=secret',
      'AWS_PROFILE=me',
      `${LAB}/enter`,
    ]
    const { stdout } = await network.attempt(undefined, [...outer, 'consumer', 'env'])
    expect(stdout.match(/^AWS_(?!CA_BUNDLE).*$/gm)?.sort()).toEqual([
      'AWS_CONFIG_FILE=/dev/null',
      'AWS_SHARED_CREDENTIALS_FILE=/dev/null',
    ])
    const ofFunction = await network.attempt(undefined, [...outer, 'fn0', 'env'])
    expect(ofFunction.stdout).toContain('AWS_ACCESS_KEY_ID=key\n')
  })

  test.each(['nobody', '', '..', '../consumer', "consumer'", 'ca.pem', 'a\nb'])(
    'is not run where there is no host: %j',
    async (host) => {
      const { status, stdout, stderr } = await at(host, 'echo', 'ran')
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toContain(`The lab has no host '${host}'.\n`)
    },
  )

  test('leaves the rest of the lab, and the machine, as they are', async () => {
    const files = () => network.run(undefined, ['sh', '-c', 'cat /etc/resolv.conf /etc/hosts; hostname'])
    const before = await files()
    await at('consumer', 'true')
    expect(await files()).toBe(before)
    expect(before).not.toContain('ip-10-0-0-10')
  })
})
