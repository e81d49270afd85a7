import { describeInNamespaces } from '../network/namespaces.ts'
import { ended, Machine, says, USERS } from './machine.ts'

const EXISTING_VPC = [
  '--detach',
  '--parameters',
  'ExistingVpcEndpointId=vpce-0123456789abcdef0',
  'ExistingVpcId=vpc-0123456789abcdef0',
]

describeInNamespaces.each([...USERS])('npm run lab, typed by %s', (user) => {
  let machine: Machine
  let before: string
  beforeAll(async () => {
    machine = await Machine.of(user)
    before = await machine.everything()
  }, 60_000)
  afterAll(() => machine.stop())
  // Each test ends its lab: what is left is a defect of that test.
  afterEach(async () => expect(await machine.everything()).toBe(before))

  const mistake = async (...args: string[]) => {
    const { status, stdout, stderr } = await machine.lab(...args)
    expect([status, stdout, stderr.split('\n').length]).toEqual([2, '', 3])
    return stderr
  }

  test('tells hosts, URLs and how to enter, and ends with Ctrl-C', async () => {
    const lab = machine.terminal()
    const end = ended(lab)
    const said = await says(lab, 'Ctrl-C ends the lab.')
    expect(said).toMatch(/consumer +10\.10\.2\.\d+/)
    expect(said).toMatch(
      /GET https:\/\/\w{10}\.execute-api\.us-east-1\.amazonaws\.com\/miztiik\/secure\/greeter/,
    )
    expect(said).toContain('npm run lab -- shell consumer')
    lab.stdin.write('\x03')
    expect((await end).status).toBe(0)
  }, 30_000)

  test('with --detach goes on without a terminal, and touches nothing of the machine', async () => {
    const { status, stdout } = await machine.lab('--detach')
    expect(status).toBe(0)
    expect(stdout).not.toContain('Ctrl-C')
    expect((await machine.lab('status')).stdout).toContain('The lab is up')
    await machine.curl(await machine.greeter())
    const part = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to))
    const now = await machine.everything()
    expect(part(now, '\nlinks', '\nfiles')).toBe(part(before, '\nlinks', '\nfiles'))
    expect(now.split('\n').filter((line) => line.startsWith(`${machine.folder}/`))).toEqual([
      expect.stringContaining('/secure-private-api-lab-'),
      expect.stringMatching(/\/control$/),
      expect.stringMatching(/\/lock$/),
      expect.stringMatching(/\/pid$/),
      expect.stringMatching(/\/stderr$/),
    ])
    expect(await machine.lab('down')).toEqual({ status: 0, stdout: 'The lab is down.\n', stderr: '' })
  }, 30_000)

  test.each(['status', 'reload', 'logs', 'flows', 'down'])(
    '%s says in two lines that no lab is up',
    async (command) => {
      expect(await mistake(command)).toBe('The lab is not up.\nStart it: npm run lab\n')
    },
  )
  test('exec and shell, too', async () => {
    expect(await mistake('exec', 'consumer', 'true')).toContain('The lab is not up.')
    expect(await mistake('shell', 'consumer')).toContain('The lab is not up.')
  })

  test.each([
    [['exec', 'mars', 'true'], "'mars' is no host of the lab."],
    [['exec', 'consumer'], 'exec needs a host and a command.'],
    [['shell'], 'shell needs a host and nothing else.'],
    [['--colour'], "Unknown option '--colour'"],
    [['dance'], "'dance' is no command of the lab."],
    [['dist/main.yaml', '--detach'], 'dist/main.yaml'],
    [['--template', 'nowhere.yaml'], 'nowhere.yaml: there is no such file'],
    [['--template', 'README.md', '--detach'], 'README.md'],
    [['--parameters', 'CorporateCidr=10.10.0.0/16'], 'The corporate network 10.10.0.0/16 overlaps'],
    [EXISTING_VPC, 'The templates make no VPC'],
  ])('%j is a mistake of two lines, which leaves nothing running', async (args, words) => {
    expect(await mistake(...args)).toContain(words)
  })

  test('a second lab is refused, and the first goes on', async () => {
    await machine.lab('--detach')
    expect(await mistake()).toBe('The lab is up already.\nnpm run lab -- down ends it.\n')
    expect(await mistake('--detach')).toContain('The lab is up already.')
    expect((await machine.lab('exec', 'consumer', 'true')).status).toBe(0)
    expect(await mistake('exec', 'corporate', 'true')).toContain("The lab has no host 'corporate'.")
    await machine.lab('down')
  }, 30_000)

  test('of labs that are started at once, one is up', async () => {
    const all = await Promise.all([1, 2, 3].map(() => machine.lab('--detach')))
    expect(all.map(({ status }) => status).sort()).toEqual([0, 2, 2])
    await machine.lab('down')
  }, 30_000)

  test('down ends a lab in the foreground, which is no failure of it, and another can start at once', async () => {
    const end = ended(await machine.foreground())
    expect((await machine.lab('down')).status).toBe(0)
    expect(await machine.lab('--detach')).toMatchObject({ status: 0 })
    expect(await end).toMatchObject({ status: 0, stderr: '' })
    expect((await machine.lab('exec', 'consumer', 'true')).status).toBe(0)
    await machine.lab('down')
  }, 30_000)
})
