import { children, type Formula } from '../../../scripts/proof/logic/formula.ts'
import type { Predicate } from '../../../scripts/proof/logic/predicate.ts'
import { type Abstraction, acceptedElements, runsOf } from './class-encoding.ts'

/** True, false, or not settled by the choices made so far. */
type Truth = boolean | undefined

interface Choice {
  readonly name: string
  readonly options: readonly (readonly number[])[]
}

/**
 * The simplest decision procedure there is: walk through the combinations of classes, and turn back where the
 * choices made so far settle the formula. Undefined when that takes more than `limit` steps.
 */
export function enumerate(
  formula: Formula,
  { classes, free }: Abstraction,
  limit: number,
): boolean | undefined {
  const choices: Choice[] = [...classes].map(([name, { witnesses, multivalued }]) => ({
    name,
    options: multivalued ? subsets(witnesses.length) : witnesses.map((_, i) => [i]),
  }))
  choices.push(...free.map((name) => ({ name: `free ${name}`, options: [[0], [1]] })))
  choices.sort((a, b) => a.options.length - b.options.length)
  const chosen = new Map<string, readonly number[]>()
  let steps = 0

  const truth = (part: Formula): Truth => {
    switch (part.kind) {
      case 'true':
        return true
      case 'false':
        return false
      case 'not': {
        const inner = truth(part.part)
        return inner === undefined ? undefined : !inner
      }
      case 'atom':
        return atomTruth(part.variable, part.predicate)
      default: {
        const decisive = part.kind === 'or'
        const truths = children(part).map(truth)
        if (truths.includes(decisive)) return decisive
        return truths.includes(undefined) ? undefined : !decisive
      }
    }
  }
  const atomTruth = (variable: string, predicate: Predicate): Truth => {
    const choice = chosen.get(variable)
    const own = classes.get(variable)
    if (!choice || !own) return undefined
    const isAbsent = own.multivalued ? choice.length === 0 : own.witnesses[choice[0] ?? 0] === undefined
    if (predicate.kind === 'absent') return isAbsent
    if (predicate.kind === 'free') {
      const value = chosen.get(`free ${predicate.name}`)
      return isAbsent ? false : value && value[0] === 1
    }
    if (own.multivalued) {
      const accepted = acceptedElements(own, predicate)
      return predicate.kind === 'some' ? choice.some((i) => accepted[i]) : choice.every((i) => accepted[i])
    }
    const [index = 0] = choice
    return runsOf(own, predicate).some(({ from, to }) => from <= index && index < to)
  }
  const walk = (depth: number): Truth => {
    if (++steps > limit) return undefined
    const now = truth(formula)
    if (now !== undefined) return now
    const choice = choices[depth]
    if (!choice) throw new Error('every choice is made and the formula is not settled')
    for (const option of choice.options) {
      chosen.set(choice.name, option)
      const found = walk(depth + 1)
      if (found !== false) return found
    }
    chosen.delete(choice.name)
    return false
  }
  return walk(0)
}

const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => (bits >> i) & 1),
  )
