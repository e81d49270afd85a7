import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeInNamespaces } from '../network/namespaces.ts'
import { Machine } from './machine.ts'

const DIST = join(__dirname, '../../../dist')
const MAIN = 'main.yaml'
const VPC = 'secure-private-api-vpc.yaml'
const API = 'secure-private-api.yaml'

describeInNamespaces('npm run lab -- reload', () => {
  let machine: Machine
  let url: string
  beforeAll(async () => {
    machine = await Machine.of()
    const copied = await machine.run(['cp', '-r', DIST, `${machine.folder}/dist`])
    expect(copied.status).toBe(0)
    expect((await machine.lab('--detach', '--template', `${machine.folder}/dist/main.yaml`)).status).toBe(0)
    url = await machine.greeter()
  }, 60_000)
  afterAll(() => machine.stop())
  // Each test begins with what dist/ says.
  beforeEach(async () => {
    for (const file of [MAIN, VPC, API]) await write(file, read(file))
    expect((await machine.lab('reload')).status).toBe(0)
  })

  const read = (file: string) => readFileSync(join(DIST, file), 'utf8')
  const write = (file: string, content: string) =>
    machine.run(['sh', '-c', 'cat > "$0"', `${machine.folder}/dist/${file}`], content)
  const edit = async (file: string, from: string | RegExp, to: string) => {
    const content = read(file).replace(from, to)
    expect(content).not.toBe(read(file))
    await write(file, content)
  }
  const calls = () => machine.curl(url, 'consumer', '-m', '2')

  test('closes a security group: a call times out, and flows names the group with its line; and opens it', async () => {
    await edit(
      VPC,
      /(SecurityGroupIngress:\n\s+- IpProtocol: tcp\n\s+FromPort: )443(\n\s+ToPort: )443/,
      '$18443$28443',
    )
    expect((await machine.lab('reload')).stdout).toMatch(/^Reloaded in \d+ ms/)
    expect(await calls()).toMatch(/^000curl: \(28\) /)
    const { stdout } = await machine.lab('flows')
    expect(stdout).toMatch(/\(10\.10\.\d+\.\d+\) → .*tcp\/443 .* refused: .*secure-private-api-vpc\.yaml:\d+/)
    await write(VPC, read(VPC))
    await machine.lab('reload')
    expect(await calls()).toMatch(/200$/)
  }, 30_000)

  test('deploys a changed resource policy, which before is not in force, and says so', async () => {
    await edit(API, /aws:SourceVpce/g, 'aws:SourceVpc')
    expect(await calls()).toMatch(/200$/)
    const { status, stdout } = await machine.lab('reload')
    expect([status, stdout]).toEqual([0, expect.stringContaining('the APIs, each deployed anew')])
    expect(await calls()).toMatch(/403$/)
  }, 30_000)

  test("runs a function's new code", async () => {
    await edit(API, 'Hi Miztikal World', 'Hi new World')
    await machine.lab('reload')
    expect(await calls()).toContain('Hi new World')
  }, 30_000)

  test('takes rules that stand on other lines for the same network', async () => {
    await edit(VPC, /^Description:/m, '# a line more\nDescription:')
    expect((await machine.lab('reload')).status).toBe(0)
  })

  test.each([
    [
      'other links',
      MAIN,
      /10\.10\.0\.0\/16/g,
      '10.11.0.0/16',
      'Hosts, subnets, endpoints or functions are others now',
    ],
    ['no YAML', VPC, 'Resources:', 'Resources: [', VPC],
  ])(
    'refuses %s in two lines, and the lab goes on',
    async (_, file, from, to, words) => {
      await edit(file, from, to)
      const { status, stdout, stderr } = await machine.lab('reload')
      expect([status, stdout, stderr.split('\n').length]).toEqual([2, '', 3])
      expect(stderr).toContain(words)
      expect(await calls()).toMatch(/200$/)
    },
    30_000,
  )
})
