import { main as destroy } from '../../../scripts/destroy.ts'
import { nameOf } from '../../aws/calls.ts'
import { demo, NAME } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(120_000)

const BUCKET = {
  name: 'secure-private-api-artifacts-111122223333-us-east-1',
  owner: '111122223333',
  region: 'us-east-1',
}

async function opened(): Promise<Desk> {
  const desk = await openDesk({ pace: 'instant' })
  await demo(desk, true)
  const { name, owner, region } = BUCKET
  desk.aws.s3.put(desk.aws.s3.add(name, owner, region), 'a.template.yaml', Buffer.from('x'))
  return desk
}
const run = ({ edge }: Desk, attempts = 4) =>
  destroy(['--yes', '--unprotect', '--artifacts'], { ...edge, patience: { ...edge.patience, attempts } })
const standing = ({ aws }: Desk) =>
  aws.cloudformation.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')

/** What stays without an answer for good ends a run at that call, as a kill would: before it took effect or after. */
test.each(['unavailable', 'silence-after'] as const)(
  'ended at any call by %s, a second run ends it well',
  async (trouble) => {
    const first = await opened()
    await run(first)
    const calls = [...new Set(first.aws.calls.all.map(nameOf))]
    await first.close()
    expect(calls.length).toBeGreaterThan(10)
    for (const call of calls) {
      const desk = await opened()
      try {
        desk.aws.faults.add({ when: call, trouble, times: 2 })
        // What took effect needs no answer where the next try finds it done.
        const end = await run(desk, 2).catch(({ name }: Error) => name)
        expect([call, end]).toEqual([call, end === 0 ? 0 : 'Failure'])
        desk.aws.faults.clear()
        expect([call, await run(desk), standing(desk).length]).toEqual([call, 0, 0])
      } finally {
        await desk.close()
      }
    }
  },
)

test.each(['throttle', 'internal-error', 'reset', 'silence', 'reset-after'] as const)(
  'a %s at each call is tried again, and nothing is done twice',
  async (trouble) => {
    const desk = await opened()
    const seen = new Set<string>()
    desk.aws.faults.add({
      when: (call) => !seen.has(nameOf(call)) && Boolean(seen.add(nameOf(call))),
      trouble,
      times: 99,
    })
    expect(await run(desk)).toBe(0)
    expect(desk.aws.faults.fired.length).toBeGreaterThan(10)
    const tokens = desk.aws.calls
      .named('cloudformation:DeleteStack')
      .map(({ parameters }) => parameters.ClientRequestToken)
    expect(new Set(tokens).size).toBe(1)
    expect(desk.text()).toContain(`Nothing is left of ${NAME}`)
    await desk.close()
  },
)

test('credentials that expire on the way are told in two lines, and a second run goes on from there', async () => {
  const desk = await opened()
  desk.aws.faults.add({ when: 'cloudformation:DeleteStack', trouble: 'expire' })
  await expect(run(desk)).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(/^The credentials have expired .*\nRenew them\./),
  })
  desk.aws.credentials.renew()
  expect(await run(desk)).toBe(0)
  await desk.close()
})
