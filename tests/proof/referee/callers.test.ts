import { type GateName, walk } from '../../../scripts/access/gates/index.ts'
import { proven } from '../../../scripts/proof/predict.ts'
import { WORLDS } from './caller-worlds.ts'
import { callsOf, type World, worldOf } from './callers.ts'

const COMPARED: readonly GateName[] = [
  'name',
  'route',
  'packet filters',
  'endpoint policy',
  'authorization',
  'method',
  'integration permission',
]

const opened = new Map<string, World>()
/** Each is opened once. */
function open(name: string): World {
  const [, values, edits] = WORLDS.find(([one]) => one === name) ?? []
  if (!values) throw new Error(`no world ${name}`)
  const world = opened.get(name) ?? worldOf(values, edits)
  opened.set(name, world)
  return world
}

describe('every gate that a caller of dist/ meets says what the proof says of it', () => {
  const outcomes: Partial<Record<GateName, { pass: number; stop: number }>> = {}
  const disagreements: string[] = []
  let calls = 0

  test.each(WORLDS)('%s', (name) => {
    const world = open(name)
    const before = disagreements.length
    for (const [described, call] of callsOf(world.model)) {
      calls++
      const expected = proven(world, call)
      for (const { gate, verdict } of walk(call, world.model).steps) {
        if ((verdict !== 'pass' && verdict !== 'stop') || expected[gate] === undefined) continue
        const outcome = outcomes[gate] ?? { pass: 0, stop: 0 }
        outcome[verdict]++
        outcomes[gate] = outcome
        if ((verdict === 'pass') !== expected[gate]) disagreements.push(`${described}: ${gate} ${verdict}`)
      }
    }
    expect(disagreements.slice(before)).toEqual([])
  })

  test('of which there are many, passed and stopped at each', () => {
    const shown = Object.entries(outcomes).map(
      ([gate, { pass, stop }]) => `${gate} ${pass} passed ${stop} stopped`,
    )
    process.stdout.write(
      `callers of dist/: ${calls} calls in ${WORLDS.length} worlds; ${shown.join('; ')}; ${disagreements.length} disagreements\n`,
    )
    for (const gate of COMPARED) {
      const { pass = 0, stop = 0 } = outcomes[gate] ?? {}
      expect(Math.min(pass, stop)).toBeGreaterThanOrEqual(5)
    }
  })
})

/** What comes of every call of these callers: by the default name, unless by any. */
function answers(world: World, who: (name: string) => boolean, anyForm = false): Set<string> {
  const calls = callsOf(world.model).filter(([described]) => who(described))
  const own = calls.filter(([, { form, method, path, principal }]) => {
    const signs = world.subject.api.methods.some(({ authorization }) => authorization.text === 'AWS_IAM')
    const signed = signs ? principal?.includes('111122223333') : principal === null
    return anyForm || (form === 'default-name' && `${method} ${path}` === 'GET /secure/greeter' && signed)
  })
  return new Set(own.map(([, call]) => walk(call, world.model).verdict))
}
const kindOf = ({ findings }: World, id: string) =>
  findings.find(({ theorem }) => theorem.id === id)?.verdict.kind

describe('what is proved of callers of dist/ holds for those that the interpreter is asked about', () => {
  test.each(WORLDS)('%s', (name) => {
    const world = open(name)
    const corporate = (who: string) => who.startsWith('corporate')
    const consumer = (who: string) => who.startsWith('host')
    const holds = (id: string) => kindOf(world, id) === 'PROVED'
    if (kindOf(world, 'consumer-is-accepted') !== 'NOT APPLICABLE')
      expect([...answers(world, consumer)]).toEqual([holds('consumer-is-accepted') ? 'accepted' : 'refused'])
    if (kindOf(world, 'corporate-is-accepted') !== 'NOT APPLICABLE')
      expect([...answers(world, corporate)]).toEqual([
        holds('corporate-is-accepted') ? 'accepted' : 'refused',
      ])
    const safety: [string, (who: string) => boolean][] = [
      ['not-from-internet', (who) => who.startsWith('internet')],
      ['not-by-others-endpoint', (who) => who.startsWith('other VPC')],
      ['only-our-networks', (who) => who.startsWith('linked from elsewhere')],
      ['only-declared-routes', (who) => /, (POST|GET \/secure,)/.test(who)],
      ['only-signed-principals', (who) => !who.endsWith(':111122223333:role/Caller')],
    ]
    for (const [id, who] of safety)
      if (holds(id)) expect([...answers(world, who, true)]).not.toContain('accepted')
  })

  test('the worlds differ: each of these theorems holds in some of them and not in others', () => {
    const kinds = (id: string) => new Set(WORLDS.map(([name]) => kindOf(open(name), id)))
    for (const id of ['consumer-is-accepted', 'corporate-is-accepted', 'not-by-others-endpoint'])
      expect([...kinds(id)]).toEqual(expect.arrayContaining(['PROVED', 'REFUTED']))
  })
})
