import { describeInNamespaces } from '../network/namespaces.ts'
import { ended, Machine, says, USERS } from './machine.ts'

/** A mistake in the lab that comes to light when the test says so. */
const MISTAKE = `if (process.argv.includes('region')) process.on('SIGUSR2', () => { throw new TypeError('out of order') })`
const SLEEP = ['exec', 'consumer', 'sh', '-c', 'echo asleep; exec sleep 1000']

describeInNamespaces.each([...USERS])('a lab of %s in the background that ends by itself', (user) => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.of(user)
  }, 60_000)
  afterAll(() => machine.stop())

  const end = async (signal: string) => {
    const all = await machine.pidsOf('lab region')
    await machine.kill(all.at(-1) ?? 0, all, signal)
  }

  test('has left what it said, which every command tells in two lines until there is another lab', async () => {
    expect((await machine.labWith(MISTAKE, '--detach')).status).toBe(0)
    const sleeping = machine.spawn([process.execPath, 'scripts/run.mjs', 'lab', ...SLEEP])
    await says(sleeping, 'asleep')
    const slept = ended(sleeping)
    await end('USR2')
    const { stdout } = await machine.run(['find', machine.folder, '-name', 'stderr', '-printf', '%m %p'])
    const [mode, file] = stdout.split(' ')
    expect(mode).toBe('600')
    const told = [
      'The lab ended by itself: TypeError: out of order',
      `${file} has all that it said. Start it again: npm run lab`,
      '',
    ].join('\n')
    expect((await slept).stderr).toBe(told)
    for (const command of [['status'], ['logs'], ['down'], ['exec', 'consumer', 'true']])
      expect(await machine.lab(...command)).toEqual({ status: 2, stdout: '', stderr: told })
    expect((await machine.run(['cat', file ?? ''])).stdout).toMatch(/TypeError: out of order\n +at /)

    expect((await machine.lab('--detach')).status).toBe(0)
    expect((await machine.run(['cat', file ?? ''])).stdout).toBe('')
    await machine.lab('down')
    expect((await machine.lab('status')).stderr).toContain('The lab is not up.')
  }, 60_000)

  test('by SIGKILL has said nothing', async () => {
    await machine.lab('--detach')
    await end('KILL')
    expect((await machine.lab('status')).stderr).toBe(
      'The lab ended by itself and said nothing.\nIt was killed, or this machine was started anew. Start it again: npm run lab\n',
    )
  }, 60_000)

  test('is no more than that when a second one is refused', async () => {
    await machine.labWith(MISTAKE, '--detach')
    expect((await machine.lab('--detach')).stderr).toContain('The lab is up already.')
    await end('USR2')
    expect((await machine.lab('status')).stderr).toContain('TypeError: out of order')
  }, 60_000)
})
