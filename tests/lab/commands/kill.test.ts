import { describeInNamespaces } from '../network/namespaces.ts'
import { Machine, says, USERS } from './machine.ts'

// A lab in the foreground with a command at a host, whose functions have run; then one of its processes is killed.
describeInNamespaces.each([...USERS])('after kill -9 by %s', (user) => {
  let machine: Machine
  let before: string
  beforeAll(async () => {
    machine = await Machine.of(user)
    before = await machine.everything()
  }, 60_000)
  afterAll(() => machine.stop())

  const KILLED = {
    launcher: 'run.mjs lab --template',
    unshare: 'unshare --',
    'first process': 'sh -c "$@"',
    region: 'lab region',
  } as const

  test.each(Object.entries(KILLED))(
    'of the %s nothing is left, and the next lab starts',
    async (name, words) => {
      const lab = await machine.foreground('--template', 'dist/main.yaml')
      const sleeping = machine.spawn([
        process.execPath,
        'scripts/run.mjs',
        'lab',
        'exec',
        'consumer',
        ...SLEEP,
      ])
      await says(sleeping, 'asleep')
      expect(await machine.curl(await machine.greeter())).toContain('Hi Miztikal World')
      const [killed] = (await machine.pidsOf(words))
        .filter((pid) => pid > 1)
        .slice(name === 'region' ? -1 : 0)
      const all = (await Promise.all(ALL.map((one) => machine.pidsOf(one)))).flat()
      expect(all).toContain(killed)
      await machine.kill(killed ?? 0, all)
      lab.kill()
      expect(withoutState(await machine.everything())).toBe(before)

      expect((await machine.lab('--detach')).status).toBe(0)
      expect((await machine.lab('down')).status).toBe(0)
      expect(await machine.everything()).toBe(before)
    },
    60_000,
  )

  test('of a command at a host, that ends and the lab goes on', async () => {
    await machine.lab('--detach')
    const up = await machine.everything()
    const sleeping = machine.spawn([process.execPath, 'scripts/run.mjs', 'lab', 'exec', 'consumer', ...SLEEP])
    await says(sleeping, 'asleep')
    const [killed = 0, ...others] = await machine.pidsOf('lab exec')
    await machine.kill(killed, [killed, ...others, ...(await machine.pidsOf('sleep 1000'))])
    expect(await machine.everything()).toBe(up)
    expect((await machine.lab('exec', 'consumer', 'true')).status).toBe(0)
    await machine.lab('down')
    expect(await machine.everything()).toBe(before)
  }, 60_000)
})

const SLEEP = ['sh', '-c', 'echo asleep; exec sleep 1000'] as const
/** What the processes of a lab, and of commands in it, have among their words. */
const ALL = ['run.mjs lab', 'lab region', 'sleep 1000'] as const

/** Who is killed clears nothing away. */
const withoutState = (everything: string): string =>
  everything.replace(/^.*\/secure-private-api-lab-.*\n/gm, '')
