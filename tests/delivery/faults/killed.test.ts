import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { realClock } from '../../../scripts/delivery/clock.ts'
import { startAws } from '../../aws/index.ts'
import { small } from '../commands/small.ts'

const folder = join('node_modules/.cache', `killed-${process.pid}`)
const driver = join(folder, 'driver.cjs')
beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  buildSync({
    entryPoints: ['tests/delivery/faults/driver.ts'],
    outfile: driver,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const template = small()
/** Long enough that a process can be killed while the stack is made. */
const SCRIPT = { pace: 'instant', took: { 'AWS::SQS::Queue': 120 } } as const

type Aws = Awaited<ReturnType<typeof startAws>>

function start(aws: Aws) {
  const child = spawn(process.execPath, [driver, '--stack', 'demo', '--template', template, '--yes'], {
    env: { ...process.env, ...aws.env },
  })
  const output: string[] = []
  child.stdout.on('data', (data) => output.push(String(data)))
  child.stderr.on('data', (data) => output.push(String(data)))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  )
  return { child, ended, text: () => output.join('') }
}

let kills = 0
let survived = 0
afterAll(() =>
  process.stdout.write(`processes killed: ${kills}, ended in the right state when run again: ${survived}\n`),
)

/** Kills the process at that call, before or after it takes effect, and runs it again; false where it never came so far. */
async function killedAt(index: number, isAfter: boolean): Promise<boolean> {
  const aws = await startAws({ clock: realClock, script: SCRIPT })
  try {
    const first = start(aws)
    const kill = (call: { index: number }) => {
      if (call.index === index) first.child.kill('SIGKILL')
    }
    if (isAfter) aws.faults.after = kill
    else {
      aws.faults.before = kill
      aws.faults.add({ when: index, trouble: 'reset' })
    }
    const how = await first.ended
    if (how !== 'SIGKILL') {
      expect(how).toBe(0)
      return false
    }
    kills += 1
    const at = aws.calls.all[index - 1]?.action
    aws.faults.clear()
    const second = start(aws)
    const code = await second.ended
    const { cloudformation } = aws
    const demo = cloudformation.find('demo')
    expect({
      at,
      code,
      text: second.text(),
      status: demo?.status,
      operations: demo?.operations.map(({ type }) => type),
    }).toEqual({
      at,
      code: 0,
      text: expect.stringMatching(/^QueueUrl /m),
      status: 'CREATE_COMPLETE',
      operations: ['CREATE_STACK'],
    })
    expect(demo?.protected).toBe(true)
    const left = cloudformation.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')
    expect({ at, left: left.map(({ name }) => name.replace(/-[A-Z0-9]+$/, '')) }).toEqual({
      at,
      left: ['demo', 'demo-Inner'],
    })
    const waiting = cloudformation.changeSets.filter(
      ({ status, execution }) => status === 'CREATE_COMPLETE' && execution === 'AVAILABLE',
    )
    expect({ at, waiting: waiting.length }).toEqual({ at, waiting: 0 })
    const [bucket] = aws.s3.buckets.values()
    expect({
      at,
      buckets: aws.s3.buckets.size,
      settings: [...(bucket?.configuration.keys() ?? [])].toSorted(),
    }).toEqual({
      at,
      buckets: 1,
      settings: ['encryption', 'ownershipControls', 'policy', 'publicAccessBlock', 'tagging', 'versioning'],
    })
    survived += 1
    return true
  } finally {
    await aws.stop()
  }
}

test.each([
  ['before it takes effect', false],
  ['after it took effect', true],
])(
  'a process that is killed at each of its calls in turn, %s, ends in the right state when it runs again',
  async (_when, isAfter) => {
    let calls = 0
    while (await killedAt(calls + 1, isAfter)) calls += 1
    expect(calls).toBeGreaterThan(20)
  },
  300_000,
)
