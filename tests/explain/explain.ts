import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../scripts/explain.ts'

/** What the command prints, and its exit code. */
export async function explain(...args: string[]): Promise<{ out: string; code: number }> {
  let out = ''
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    return { code: await main(args), out }
  } finally {
    write.mockRestore()
  }
}

interface Report {
  readonly verdict: string
  readonly answer: { readonly status?: number; readonly text: string } | null
  readonly gates: {
    readonly gate: string
    readonly verdict: string
    readonly because: { says: string; at: string | null }[]
  }[]
  readonly unmodelled: { readonly what: string }[]
}

/** The same as a program gets it. */
export async function explainJson(...args: string[]): Promise<Report> {
  return JSON.parse((await explain(...args, '--format', 'json')).out)
}

/** The first line of a file that reads like this, after one that reads like that; as evidence names it. */
export function place(file: string, ...texts: string[]): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const index = texts.reduce((from, text) => lines.indexOf(text, from), 0)
  if (index < 0) throw new Error(`${file} has no ${texts.join(' … ')}`)
  return `${file}:${index + 1}`
}

/** A copy of a template with a text replaced. */
export function edited(file: string, from: string, to: string): string {
  const source = readFileSync(file, 'utf8')
  if (!source.includes(from)) throw new Error(`${file} does not hold ${from}`)
  const copy = join(mkdtempSync(join(tmpdir(), 'explain-')), 'edited.yaml')
  writeFileSync(copy, source.replace(from, to))
  return copy
}
