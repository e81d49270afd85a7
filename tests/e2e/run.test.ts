import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A project of one command, `greet`, that imports what it says. */
const project = mkdtempSync(join(tmpdir(), 'run-'))
const bundle = join(project, '.cache/commands/greet.cjs')
const write = (file: string, text: string) => writeFileSync(join(project, 'scripts', file), text)
const greet = () =>
  spawnSync(process.execPath, [join(project, 'scripts/run.mjs'), 'greet'], { encoding: 'utf8' }).stdout

beforeAll(() => {
  mkdirSync(join(project, 'scripts'))
  copyFileSync('scripts/run.mjs', join(project, 'scripts/run.mjs'))
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'))
  write('words.ts', "export const words: string = 'hello'\n")
  write(
    'greet.ts',
    "import { words } from './words.ts'\nexport const main = async () => { console.log(words); return 0 }\n",
  )
})
afterAll(() => rmSync(project, { recursive: true }))

describe('the bundle of a command', () => {
  it('is made once', () => {
    expect(greet()).toBe('hello\n')
    const { mtimeMs } = statSync(bundle)
    expect(greet()).toBe('hello\n')
    expect(statSync(bundle).mtimeMs).toBe(mtimeMs)
  })

  it('is made anew when a file that it imports has changed, be it in one letter', () => {
    write('words.ts', "export const words: string = 'hallo'\n")
    expect(greet()).toBe('hallo\n')
  })

  it('is made anew when it is no bundle', () => {
    writeFileSync(bundle, 'cut off')
    expect(greet()).toBe('hallo\n')
  })
})
