import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { config } from './functions.ts'

const folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('functions run from the one file that a command is bundled to', () => {
  // As scripts/run.mjs bundles.
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import { Functions } from './scripts/lab/lambda/index.ts'
        const host = { folder: ${JSON.stringify(folder)}, enter: (_namespace, command) => command, log() {} }
        const functions = new Functions([${JSON.stringify(config('exports.handler = async () => "bundled"'))}], host)
        functions.invoke('Fn', {}).then((outcome) => {
          console.log(JSON.stringify(outcome))
          functions.stop()
        })`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
  })
  const program = outputFiles[0]?.text ?? ''
  const output = execFileSync(process.execPath, ['-'], { input: program, encoding: 'utf8' })
  expect(JSON.parse(output)).toEqual({ kind: 'answer', payload: '"bundled"' })
})
