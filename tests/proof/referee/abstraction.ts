import { type Classes, classesOf } from '../../../scripts/proof/logic/classes.ts'
import type { Formula, Model, Value, Variables } from '../../../scripts/proof/logic/formula.ts'
import type { Pattern } from '../../../scripts/proof/logic/pattern.ts'
import { holds, type Predicate, predicateKey } from '../../../scripts/proof/logic/predicate.ts'
import { predicatesOf } from '../../../scripts/proof/logic/solve.ts'

/** Maps the values of a model to the witnesses of their classes; the formula must not tell the two apart. */
export function abstraction(formula: Formula, variables: Variables): (model: Model) => Model {
  const found = predicatesOf([formula], variables)
  const mapped = [...variables].flatMap(([name, domain]) => {
    const predicates = [...(found.get(name)?.values() ?? [])].filter(({ kind }) => kind !== 'free')
    const classes = classesOf(name, domain, predicates)
    return [[name, witness(name, predicates, classes)] as const]
  })
  return (model) => new Map(mapped.map(([name, of]) => [name, of(model.get(name))]))
}

function witness(name: string, predicates: readonly Predicate[], classes: Classes): (value: Value) => Value {
  if (!classes.multivalued) return (value) => witnessOf(name, predicates, classes, value)
  const patterns = predicates.flatMap((predicate): readonly Pattern[] =>
    'patterns' in predicate ? predicate.patterns : [],
  )
  const simple = patterns.map((pattern): Predicate => ({ kind: 'pattern', pattern }))
  return (value) =>
    Array.isArray(value)
      ? value.map((element: string) => witnessOf(name, simple, classes, element) as string)
      : undefined
}

/** The witness of the one class whose runs say what the value itself satisfies. */
function witnessOf(
  name: string,
  predicates: readonly Predicate[],
  { runs, witnesses }: Classes,
  value: Value,
): Value {
  const wanted = predicates.map((predicate) => holds(predicate, value, new Map()))
  for (const [index, candidate] of witnesses.entries()) {
    if ((candidate === undefined) !== (value === undefined)) continue
    const same = predicates.every((predicate, i) => {
      const list = runs.get(predicateKey(predicate)) ?? []
      return list.some(({ from, to }) => from <= index && index < to) === wanted[i]
    })
    if (same) return candidate
  }
  throw new Error(`no class of ${name} holds '${String(value)}'`)
}
