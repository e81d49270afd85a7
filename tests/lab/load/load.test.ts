import { resolve } from 'node:path'
import { inLab } from '../../../scripts/bench/lab/in-lab.ts'
import { PATH, whyNot } from '../../../scripts/lab/needs.ts'
import { isRootless } from '../../../scripts/lab/state.ts'

const trouble = whyNot(isRootless())
if (trouble) process.stderr.write(`NOT TESTED, no lab on this machine: ${trouble.message}\n`)
const suite = trouble ? describe.skip : describe

const source = { templates: ['scripts/bench/lab/traffic.yaml'], parameters: [] }

suite('a lab under load', () => {
  beforeAll(() => {
    process.env.PATH = PATH
    // What starts a lab starts its own program again, and that is not jest.
    process.argv[1] = resolve('scripts/run.mjs')
  })

  test('every request gets its own answer, whatever crashes beside it', async () => {
    const load = { path: '/load/echo', connections: 20, seconds: 100, most: 1000, crashOnceIn: 100 }
    const { answers, wrong, lost, example } = await inLab(source, ({ send }) => send(load))
    expect({ answers, wrong, lost, example }).toEqual({
      answers: { '200': 990, '502': 10 },
      wrong: 0,
      lost: 0,
      example: undefined,
    })
  }, 120_000)

  test('the load generator sees answers that are wrong', async () => {
    // Nothing is echoed there, and nothing crashes.
    const load = { path: '/load/mock', connections: 2, seconds: 100, most: 50, crashOnceIn: 10 }
    const { answers, wrong, example } = await inLab(source, ({ send }) => send(load))
    expect({ answers, wrong }).toEqual({ answers: { '200': 50 }, wrong: 50 })
    expect(example).toBe('0: 200 {"mock": true}')
  }, 120_000)
})
