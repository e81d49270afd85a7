import { describeInNamespaces } from '../network/namespaces.ts'
import { ended, Machine, says } from './machine.ts'

describeInNamespaces('a command at a host', () => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.of()
    await machine.lab('--detach', '--parameters', 'CorporateCidr=192.168.0.0/16')
  }, 60_000)
  afterAll(() => machine.stop())

  const exec = (...command: string[]) => machine.lab('exec', 'consumer', ...command)

  test.each([
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
    ['kill -INT $$', 130],
  ])('%s ends with %i', async (script, status) => {
    expect((await exec('sh', '-c', script)).status).toBe(status)
  })

  test('that is not there ends with 127', async () => {
    expect((await exec('no-such-program')).status).toBe(127)
  })

  test('reads what is piped in, and tells its outputs apart', async () => {
    const command = ['sh', '-c', 'cat; echo complaint >&2']
    const words = [process.execPath, 'scripts/run.mjs', 'lab', 'exec', 'consumer', ...command]
    expect(await machine.run(words, 'piped\n')).toEqual({
      status: 0,
      stdout: 'piped\n',
      stderr: 'complaint\n',
    })
  })

  test('gets its arguments as they were typed', async () => {
    const typed = ['a b', `'"`, '; echo no', '$(id)', '', '*', '--help', 'ü\n']
    expect((await exec('printf', '%s|', ...typed)).stdout).toBe(`${typed.join('|')}|`)
  })

  test('stays in its folder, also from another than the project', async () => {
    expect((await exec('head', '-1', 'package.json')).stdout).toBe('{\n')
    const run = `cd tests/lab && "${process.execPath}" ../../scripts/run.mjs lab exec consumer ls network/namespaces.ts`
    expect(await machine.run(['sh', '-c', run])).toMatchObject({
      status: 0,
      stdout: 'network/namespaces.ts\n',
    })
  })

  test('learns of the instance where it is one, and nowhere else', async () => {
    const service = 'http://169.254.169.254/latest/meta-data/local-ipv4'
    expect(await machine.curl(service)).toBe('401')
    for (const host of ['stranger', 'internet', 'corporate', 'other-vpc'])
      expect(await machine.curl(service, host, '-m', '1')).toMatch(/^000curl: /)
  }, 30_000)

  test('sees what AWS would show', async () => {
    const [secret, open] = [await machine.greeter(), await machine.greeter('regional')]
    expect(await machine.curl(secret)).toMatch(/^{"message": "Hi Miztikal World, .*"} 200$/)
    expect(await machine.curl(open)).toBe('{"message":"Forbidden"} 403')
    expect(await machine.curl(secret, 'internet')).toMatch(/^000curl: \(6\) Could not resolve host: /)
    expect(await machine.curl(open, 'internet')).toMatch(/200$/)
    expect(await machine.curl(secret, 'other-vpc')).toMatch(
      /^{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: .*"} 403$/,
    )
    const { host } = new URL(secret)
    const looked = (await machine.lab('exec', 'consumer', 'nslookup', host)).stdout
    expect(looked).toMatch(/Server:\s+10\.10\.0\.2\n/)
    expect(looked).toMatch(/canonical name = .*\n(Name:\s+\S+\nAddress: 10\.10\.\d+\.\d+\n){2}/)
    const none = await machine.lab('exec', 'internet', 'nslookup', host)
    expect([none.status, none.stdout]).toEqual([1, expect.stringContaining('NXDOMAIN')])
  }, 30_000)

  test('at corporate is behind the VPN', async () => {
    expect((await machine.lab('exec', 'corporate', 'hostname', '-i')).stdout).toMatch(/^192\.168\./)
  })

  test('at a terminal may take Ctrl-C its own way', async () => {
    const trap = 'trap "echo caught; exit 7" INT; echo waiting; while :; do read -r line; done'
    const command = machine.terminal('exec', 'consumer', 'sh', '-c', trap)
    const end = ended(command)
    await says(command, 'waiting')
    command.stdin.write('\x03')
    expect(await end).toMatchObject({ status: 7, stdout: expect.stringContaining('caught') })
  })

  test('at a terminal ends with Ctrl-C, and its caller with 130', async () => {
    const command = machine.terminal('exec', 'consumer', 'sh', '-c', 'echo waiting; exec sleep 1000')
    const end = ended(command)
    await says(command, 'waiting')
    command.stdin.write('\x03')
    expect((await end).status).toBe(130)
  })

  test('a shell outlives Ctrl-C, knows the window, and tells how it ended', async () => {
    const shell = machine.terminal('shell', 'consumer')
    const end = ended(shell)
    shell.stdin.write('stty rows 33 cols 99; echo rea""dy\n')
    await says(shell, 'ready')
    shell.stdin.write(`sh -c 'echo sle""eping; exec sleep 1000'\n`)
    await says(shell, 'sleeping')
    shell.stdin.write('\x03')
    shell.stdin.write('stty size; hostname; exit 5\n')
    expect(await end).toMatchObject({ status: 5, stdout: expect.stringMatching(/33 99\r\nip-10-10-/) })
  }, 30_000)
})
