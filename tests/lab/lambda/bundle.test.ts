import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundled } from './bundled.ts'
import { config } from './functions.ts'

const folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('functions run from the one file that a command is bundled to', () => {
  const fn = config('exports.handler = async () => "bundled"')
  const program = bundled(fn, {}, folder, '(_namespace, command) => command')
  const output = execFileSync(process.execPath, ['-'], { input: program, encoding: 'utf8' })
  expect(JSON.parse(output).outcome).toEqual({ kind: 'answer', payload: '"bundled"' })
})
