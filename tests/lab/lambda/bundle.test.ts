import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundled } from './bundled.ts'
import { config, gone } from './functions.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('functions run from the one file that a command is bundled to', () => {
  const fn = config('exports.handler = async () => "bundled"')
  const program = bundled(fn, {}, folder, '(_namespace, command) => command')
  const output = execFileSync(process.execPath, ['-'], { input: program, encoding: 'utf8' })
  expect(JSON.parse(output).outcome).toEqual({ kind: 'answer', payload: '"bundled"' })
})

test('a process whose lab was killed ends by itself', async () => {
  const fn = config('exports.handler = async () => process.pid')
  const program = bundled(
    fn,
    {},
    folder,
    '(_namespace, command) => command',
    `process.kill(process.pid, 'SIGKILL')`,
  )
  const { stdout, signal } = spawnSync(process.execPath, ['-'], { input: program, encoding: 'utf8' })
  expect(signal).toBe('SIGKILL')
  await gone(Number(JSON.parse(stdout).outcome.payload))
})
