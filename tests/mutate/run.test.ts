import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replace } from '../../scripts/mutate/edit.ts'
import type { Result } from '../../scripts/mutate/judge.ts'
import type { Harmful, Harmless } from '../../scripts/mutate/mutation.ts'
import { runHere } from '../../scripts/mutate/run.ts'
import { mutations } from '../../scripts/mutate/table/index.ts'

/** One deployment instead of all: these tests are about the command, not about the proof. */
const given = {
  PublicApi: 'include',
  Consumer: 'include',
  Probe: 'on',
  InternetAccess: 'none',
  CorporateCidr: '',
  ExistingVpcEndpointId: '',
  Authorization: 'NONE',
  GreeterPlacement: 'isolated-subnets',
}
const named = (id: string) => {
  const found = mutations.find((mutation) => mutation.id === id)
  if (!found) throw new Error(`there is no mutation '${id}'`)
  return found
}
const temporary = mkdtempSync(join(tmpdir(), 'mutate-test-'))
afterAll(() => rmSync(temporary, { recursive: true }))

test('mutants are proved, and what stops the prover is no kill', async () => {
  const stale: Harmful = { id: 'stale', file: 'main.yaml', edit: replace('no such text', ''), expect: ['x'] }
  const broken: Harmless = {
    id: 'broken',
    file: 'main.yaml',
    edit: replace('Resources:\n', 'Resources: [\n'),
  }
  const results: Result[] = []
  await runHere(
    [named('the endpoint lets in ssh as well'), named('the greeter has more memory'), stale, broken],
    new Map(Object.entries(given)),
    (result) => results.push(result),
  )
  expect(results.map(({ verdict, named, why }) => [verdict, named, why?.slice(0, 41)])).toEqual([
    ['killed', true, undefined],
    ['unharmed', false, undefined],
    ['survived', false, `stopped: 'stale' (main.yaml): there is no`],
    ['false alarm', false, expect.stringContaining('stopped: ')],
  ])
  expect(results[0]?.changed.map(({ theorem, kind }) => [theorem, kind])).toEqual([['only-https', 'REFUTED']])
}, 60_000)

const run = (...args: string[]) => {
  const parameters = Object.entries(given).flatMap(([name, value]) => ['--parameters', `${name}=${value}`])
  const command = ['scripts/run.mjs', 'mutate', ...parameters, ...args]
  return spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary },
  })
}

test('the command prints a table, and leaves nothing behind', () => {
  const { status, stdout, stderr } = run('--only', 'lets in (ssh|all traffic)')
  expect(stdout).toBe(`\
mutation                          expected  refuted (? undecided)  line   verdict
the endpoint lets in all traffic  harmful   only-https             named  killed
the endpoint lets in ssh as well  harmful   only-https             named  killed

2 of 2 harmful mutants killed; 0 of 0 harmless ones unharmed
`)
  expect(stderr).toMatch(/^\d+ s$/m)
  expect(status).toBe(0)
  expect(readdirSync(temporary)).toEqual([])
}, 60_000)

test('several processes share the work, and the results are in the order of the table', () => {
  const { status, stdout } = run('--json', '--only', 'the greeter ')
  const { results } = JSON.parse(stdout)
  const ids = mutations.filter(({ id }) => id.includes('the greeter ')).map(({ id }) => id)
  expect(results.map(({ id }: Result) => id)).toEqual(ids)
  expect(ids.length).toBeGreaterThan(8)
  expect(status).toBeLessThanOrEqual(1)
}, 120_000)

test.each([
  [['--only', '('], "--only '('"],
  [['--share', 'some'], "--share 'some'"],
  [['--fast'], "Unknown option '--fast'"],
])('%s is a mistake of the person', (args, message) => {
  const { status, stderr } = run(...args)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).toContain('Usage: npm run mutate')
})

test('no mutation is asked for: nothing was shown, so it fails', () => {
  expect(run('--only', 'no such mutation').status).toBe(1)
}, 60_000)
