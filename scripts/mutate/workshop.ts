import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Finding, prove } from '../proof/prove.ts'
import type { Reason } from '../proof/theorems/theorem.ts'
import { openStacks } from '../template/stacks.ts'
import { type Edited, StaleEdit } from './edit.ts'
import type { Outcome } from './judge.ts'
import { lineOf, linesThatName } from './lines.ts'
import { FILES, type File, type Harmful, type Harmless, isHarmful } from './mutation.ts'

/** What the prover says of copies of dist/. */
export interface Workshop {
  /** Of dist/ as it is. */
  readonly original: () => Outcome[]
  /** Of a mutant, and which places (`main.yaml:12`) name what was changed in it. */
  readonly mutant: (mutation: Harmful | Harmless) => { outcomes: Outcome[]; names: Set<string> }
}

/**
 * @param dist the folder of templates, which is only read
 * @param folder an empty folder for the copies
 * @param given values of parameters, for which alone it is proved
 */
export function workshop(dist: string, folder: string, given: ReadonlyMap<string, string>): Workshop {
  const originals = new Map(FILES.map((file) => [file, readFileSync(join(dist, file), 'utf8')]))
  const bench = join(folder, 'dist')
  mkdirSync(bench)
  const lay = (texts: ReadonlyMap<File, string>) => {
    for (const [file, text] of texts) writeFileSync(join(bench, file), text)
  }
  const decide = (texts: ReadonlyMap<File, string>): Outcome[] => {
    lay(texts)
    const stacks = openStacks([join(bench, 'main.yaml')], new Map([['AWS::Partition', 'aws'], ...given]))
    return prove(stacks).map((finding) => outcomeOf(finding, bench))
  }
  return {
    original: () => decide(originals),
    mutant: (mutation) => {
      const { texts, names } = mutate(mutation, originals)
      return { outcomes: decide(texts), names }
    },
  }
}

/** Makes the texts of a mutant, and finds the places that name what was changed. */
export function mutate(mutation: Harmful | Harmless, originals: ReadonlyMap<File, string>) {
  const texts = new Map(originals)
  const edits = [{ file: mutation.file, edit: mutation.edit }, ...(mutation.also ?? [])]
  const names = new Set<string>()
  for (const { file, edit } of edits) {
    const edited = apply(mutation.id, file, () => edit(texts.get(file) ?? ''))
    texts.set(file, edited.text)
    for (const line of linesThatName(edited)) names.add(`${file}:${line}`)
  }
  const relied = isHarmful(mutation) ? mutation.reliedOn : undefined
  if (relied) {
    const text = texts.get(relied.file) ?? ''
    const at = text.indexOf(relied.text)
    if (at < 0) throw new StaleEdit(`'${mutation.id}' (${relied.file}): there is no '${relied.text}'`)
    names.add(`${relied.file}:${lineOf(text, at)}`)
  }
  return { texts, names }
}

function apply(id: string, file: File, work: () => Edited): Edited {
  try {
    return work()
  } catch (error) {
    if (error instanceof StaleEdit) throw new StaleEdit(`'${id}' (${file}): ${error.message}`)
    throw error
  }
}

function outcomeOf({ theorem, api, verdict }: Finding, bench: string): Outcome {
  const reasons: readonly Reason[] = 'because' in verdict ? verdict.because : []
  return {
    theorem: theorem.id,
    severity: theorem.severity,
    api,
    kind: verdict.kind,
    reasons: reasons.map(({ text, at }) => ({
      text,
      ...(at && { at: `${relative(bench, at.file)}:${at.line}` }),
    })),
  }
}
