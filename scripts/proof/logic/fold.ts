import { FALSE, type Formula, parts, TRUE } from './formula.ts'

/**
 * Equivalent formulas without constants inside: what TRUE or FALSE decides is gone, so it costs no classes. Unlike
 * the constructors this does lose variables; the solver gives those any value of their domain. What the formulas share
 * they still share.
 */
export function foldAll(formulas: readonly Formula[]): Formula[] {
  const folded = new Map<Formula, Formula>()
  const done = (part: Formula): Formula => folded.get(part) ?? part
  for (const part of parts(...formulas)) {
    if (part.kind === 'not') folded.set(part, negation(part, done(part.part)))
    else if (part.kind === 'and') folded.set(part, junction(part, part.parts.map(done), TRUE, FALSE))
    else if (part.kind === 'or') folded.set(part, junction(part, part.parts.map(done), FALSE, TRUE))
  }
  return formulas.map(done)
}

/** One formula by itself. */
export const fold = (formula: Formula): Formula => foldAll([formula])[0] ?? formula

function negation(was: Extract<Formula, { kind: 'not' }>, part: Formula): Formula {
  if (part.kind === 'true') return FALSE
  if (part.kind === 'false') return TRUE
  return part === was.part ? was : { kind: 'not', part }
}

type Junction = Extract<Formula, { kind: 'and' | 'or' }>

function junction(was: Junction, now: Formula[], neutral: Formula, decisive: Formula): Formula {
  if (now.some(({ kind }) => kind === decisive.kind)) return decisive
  const kept = now.filter(({ kind }) => kind !== neutral.kind)
  const [only] = kept
  if (!only) return neutral
  if (kept.length === 1) return only
  const same = kept.length === was.parts.length && kept.every((part, i) => part === was.parts[i])
  return same ? was : { kind: was.kind, parts: kept }
}
