import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { emit, templates } from './build/emit.ts'
import { withParameterTables } from './build/parameter-tables.ts'

/** Writes dist/, main.yaml and the four templates it nests, and their parameters into the README. */
export async function main(): Promise<number> {
  const started = performance.now()
  const emitted = await emit()
  mkdirSync('dist', { recursive: true })
  for (const { file, text } of emitted) writeFileSync(`dist/${file}`, text)
  for (const file of readdirSync('dist')) {
    if (file.endsWith('.yaml') && !emitted.some((e) => e.file === file)) rmSync(`dist/${file}`)
  }
  writeFileSync('README.md', withParameterTables(readFileSync('README.md', 'utf8'), templates))
  const width = Math.max(...emitted.map(({ file }) => file.length)) + 'dist/'.length
  console.log(`${'template'.padEnd(width)}  resources   bytes`)
  for (const { file, text, resources } of emitted) {
    const bytes = Buffer.byteLength(text).toLocaleString('en')
    console.log(`${`dist/${file}`.padEnd(width)}  ${String(resources).padStart(9)}  ${bytes.padStart(6)}`)
  }
  console.log(`built in ${Math.round(performance.now() - started)} ms`)
  return 0
}
