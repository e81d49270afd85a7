import { type Place, placeText } from '../../template/value.ts'
import { and, evaluate, type Formula, type FreeValues, type Model } from '../logic/formula.ts'
import { replay } from '../replay.ts'
import { readable } from '../request/readable.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { PROVED, type Reason, type Verdict } from './theorem.ts'

export interface Found {
  readonly model: Model
  readonly free: FreeValues
}

/** A request that satisfies a formula, or undefined when there is none. */
export const find = (subject: Subject, formula: Formula): Found | undefined => findAll(subject, [formula])[0]

/** The same for several formulas, which share the work on what they have in common. */
export const findAll = ({ solver, requests }: Subject, formulas: readonly Formula[]): (Found | undefined)[] =>
  solver.solveAll(formulas, requests.variables).map((answer) => (answer.satisfiable ? answer : undefined))

/** PROVED when no request is accepted that `bad` describes; else refuted by one. */
export function never(subject: Subject, bad: Formula): Verdict {
  const found = find(subject, and(subject.requests.accepted, bad))
  if (!found) return PROVED
  replay(subject, found)
  return {
    kind: 'REFUTED',
    because: [
      { text: 'this request is accepted:' },
      ...readable(subject, found.model),
      ...admittedBy(subject, found),
    ],
    counterexample: found.model,
  }
}

/** The statements and rules that let a request pass, those that did not stop it, and where else to look. */
function admittedBy(subject: Subject, { model, free }: Found): Reason[] {
  const met = subject.requests.gates.filter(({ via }) => via === undefined || via === model.get(REQUEST.via))
  const named = met.flatMap(({ name, parts }) =>
    parts.flatMap(({ effect, matches, text, at }): Reason[] => {
      const matched = evaluate(matches, model, free)
      if (effect === 'allows') return matched ? [{ text: `${name} passes: ${text}`, at }] : []
      return matched ? [] : [{ text: `${name}: not stopped by ${text}`, at }]
    }),
  )
  const known = new Set(named.map(({ at }) => at && placeText(at)))
  const elsewhere = met.flatMap(({ name, at }) => pointers(name, at))
  return [...named, ...elsewhere.filter(({ at }) => at && !known.has(placeText(at)))]
}

/** Where to look when something is missing. */
const pointers = (name: string, at: readonly Place[]): Reason[] =>
  at.map((place) => ({ text: `${name} stands here`, at: place }))

/** The gates that stop a request, with the statements and rules that do. */
export function stoppedBy(subject: Subject, { model, free }: Found): Reason[] {
  return subject.requests.gates
    .filter(({ passes }) => !evaluate(passes, model, free))
    .flatMap(({ name, parts, at }) => {
      const denies = parts.filter(
        ({ effect, matches }) => effect === 'denies' && evaluate(matches, model, free),
      )
      if (denies.length > 0)
        return denies.map((part) => ({ text: `${name} stops it: ${part.text}`, at: part.at }))
      const allows = parts.filter(({ effect }) => effect === 'allows')
      return [
        { text: `${name} stops it: ${allows.length > 0 ? 'nothing that admits matches' : 'nothing admits'}` },
        ...allows.map((part) => ({ text: `no match of ${part.text}`, at: part.at })),
        ...pointers(name, at),
      ]
    })
}
