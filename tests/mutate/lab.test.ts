import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whyNot } from '../../scripts/lab/needs.ts'
import { isRootless } from '../../scripts/lab/state.ts'
import type { Asked } from '../../scripts/mutate/lab/asked.ts'

const temporary = mkdtempSync(join(tmpdir(), 'mutate-lab-'))
afterAll(() => rmSync(temporary, { recursive: true }))

const trouble = whyNot(isRootless())
if (trouble) process.stderr.write(`NOT TESTED, no lab on this machine: ${trouble.message}\n`)

/** One of each kind, with what of it a caller gets to see; `undefined` for one that the lab cannot make. */
const SAMPLE: Readonly<Record<string, string | undefined>> = {
  'the endpoint lets in udp instead of tcp': 'stranger GET /secure/greeter, alias: timeout instead of 200',
  'a NACL lets the requests not in': 'consumer GET /secure/greeter, forced, 2nd: timeout instead of 200',
  'the consumer may not send https': 'consumer GET /secure/greeter, forced: timeout instead of 200',
  'private DNS is off': 'corporate GET /secure/greeter, default name: no name instead of 200',
  'the VPC has no DNS host names': 'consumer GET /undeclared, default name: no name instead of 403',
  'the endpoint denies what it allowed': 'consumer GET /secure/greeter, alias: 403 instead of 200',
  "the VPC's block is not on the list": 'stranger GET /secure/greeter, vpce + id: 403 instead of 200',
  'nobody may invoke the greeter': 'consumer GET /secure/greeter, vpce + Host: 500 instead of 200',
  "a longer route leads a half of the endpoint's subnet to a NAT gateway": undefined,
}

const suite = trouble ? describe.skip : describe

suite('mutants in labs', () => {
  const escaped = Object.keys(SAMPLE).map((id) => id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const command = ['scripts/run.mjs', 'mutate', '--lab', '--json', '--only', `^(${escaped.join('|')})$`]
  let status: number | null
  let results: readonly Asked[]
  beforeAll(() => {
    const ran = spawnSync(process.execPath, command, {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: temporary },
    })
    status = ran.status
    results = ran.stdout ? JSON.parse(ran.stdout).results : []
  }, 180_000)

  test('callers get what proof and interpreter predict', () => {
    expect(results.map(({ id }) => id).sort()).toEqual(Object.keys(SAMPLE).sort())
    expect(results.flatMap(({ stopped, wrong }) => [...(stopped ? [stopped] : []), ...wrong])).toEqual([])
    expect(status).toBe(0)
  })

  test.each(Object.entries(SAMPLE))('%s', (id, seen) => {
    const asked = results.find((one) => one.id === id)
    if (seen === undefined) expect(asked?.notMade).toContain('the lab cannot make this')
    else expect(asked?.changed).toContain(seen)
  })

  test('they leave nothing behind', () => expect(readdirSync(temporary)).toEqual([]))
})
