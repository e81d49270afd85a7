import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

const source = readFileSync('tests/kit/compile-errors.ts', 'utf8')
const expected = source
  .split('\n')
  .flatMap((line, i) => (line.includes('// @ts-expect-error') ? [i + 1] : []))

/** Compiles `text` in the place of compile-errors.ts, under the project's own compiler options. */
function compile(text: string) {
  const file = `tests/kit/compile-errors-${process.pid}.ts`
  const config = `tests/kit/tsconfig-${process.pid}.json`
  try {
    writeFileSync(file, text)
    writeFileSync(
      config,
      JSON.stringify({ extends: '../../tsconfig.json', include: [], files: [file.slice(10)] }),
    )
    const { stdout } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '-p', config], { encoding: 'utf8' })
    return stdout
  } finally {
    rmSync(file, { force: true })
    rmSync(config, { force: true })
  }
}

describe('the typed layer', () => {
  const unmarked = compile(source.replaceAll('@ts-expect-error', 'must not compile:'))

  it('rejects every line that is marked, and accepts every other', () => {
    expect(compile(source)).toBe('')
  })

  it('reports each of them without the marks, so that none is marked in vain', () => {
    const lines = new Set([...unmarked.matchAll(/^tests\/kit\/\S+\.ts\((\d+),/gm)].map((m) => Number(m[1])))
    const silent = expected.filter((mark) => !lines.has(mark + 1))
    expect(expected.length).toBeGreaterThan(30)
    expect(silent).toEqual([])
  })

  it.each([
    ["ref('Vcp')", 'Argument of type \'"Vcp"\' is not assignable'],
    ["sub('${Vcp}-x')", 'unknown name: Vcp'],
    ["{ CidrBlok: '10.0.0.0/16' }", "Did you mean to write 'CidrBlock'?"],
  ])('says what is wrong with %s', (_, message) => {
    expect(unmarked).toContain(message)
  })
})
