import { type Classes, type ClassLimits, classesOf, type Run } from '../../../scripts/proof/logic/classes.ts'
import {
  type Formula,
  type Model,
  parts,
  type Value,
  type Variables,
} from '../../../scripts/proof/logic/formula.ts'
import { type Predicate, predicateKey } from '../../../scripts/proof/logic/predicate.ts'
import { predicatesOf } from '../../../scripts/proof/logic/solve.ts'

/** The classes of the variables that a formula mentions, and the names of its free predicates. */
export interface Abstraction {
  readonly classes: ReadonlyMap<string, Classes>
  readonly free: readonly string[]
}

/** What both referees start from. They share the classes with the solver, but nothing behind those. */
export function abstractionOf(formula: Formula, variables: Variables, limits: ClassLimits = {}): Abstraction {
  const found = predicatesOf([formula], variables)
  const classes = new Map<string, Classes>()
  for (const [name, predicates] of found) {
    const domain = variables.get(name)
    if (domain) classes.set(name, classesOf(name, domain, [...predicates.values()], limits))
  }
  const free = [...found.values()].flatMap((predicates) =>
    [...predicates.values()].flatMap((predicate) => (predicate.kind === 'free' ? predicate.name : [])),
  )
  return { classes, free: [...new Set(free)] }
}

/** Where a predicate that is neither free nor of a set holds. */
export const runsOf = ({ runs }: Classes, predicate: Predicate): readonly Run[] =>
  runs.get(predicateKey(predicate)) ?? []

/** Which element classes satisfy a predicate of a set, negation included. */
export function acceptedElements(classes: Classes, predicate: Predicate): boolean[] {
  if (predicate.kind !== 'some' && predicate.kind !== 'every') throw new Error('not a predicate of a set')
  return classes.witnesses.map((_, index) => {
    const matches = predicate.patterns.some((pattern) =>
      runsOf(classes, { kind: 'pattern', pattern }).some(({ from, to }) => from <= index && index < to),
    )
    return matches !== predicate.not
  })
}

/** A formula over classes in SMT-LIB: bit-vectors for the numbers of classes, booleans for elements. */
export interface Encoded {
  readonly lines: readonly string[]
  readonly term: string
}

/** The definitions a formula needs, their names beginning with `prefix`, and the term that stands for it. */
export function smtLib(formula: Formula, { classes, free }: Abstraction, prefix: string): Encoded {
  const quoted = (name: string): string => `|${prefix} ${name}|`
  const names = [...classes.keys()]
  const lines = names.flatMap((name, i) => declaration(i, classes.get(name), quoted))
  for (const i of free.keys()) lines.push(`(declare-const ${quoted(`free ${i}`)} Bool)`)
  const terms = new Map<Formula, string>()
  const term = (part: Formula): string => terms.get(part) ?? 'missing'
  for (const part of parts(formula)) {
    if (part.kind === 'true' || part.kind === 'false') terms.set(part, part.kind)
    else if (part.kind === 'not') terms.set(part, `(not ${term(part.part)})`)
    else if (part.kind === 'atom') {
      const own = classes.get(part.variable)
      if (!own) throw new Error(`no classes of ${part.variable}`)
      terms.set(part, atomTerm(names.indexOf(part.variable), own, part.predicate, free, quoted))
    } else {
      const name = `part ${terms.size}`
      lines.push(`(define-fun ${quoted(name)} () Bool (${part.kind} ${part.parts.map(term).join(' ')}))`)
      terms.set(part, quoted(name))
    }
  }
  return { lines, term: term(formula) }
}

const WIDTH = 16

type Quoted = (name: string) => string

function declaration(i: number, classes: Classes | undefined, quoted: Quoted): string[] {
  if (!classes) return []
  if (classes.multivalued)
    return classes.witnesses.map((_, j) => `(declare-const ${quoted(`${i} has ${j}`)} Bool)`)
  const name = quoted(`class ${i}`)
  return [
    `(declare-const ${name} (_ BitVec ${WIDTH}))`,
    `(assert (bvult ${name} (_ bv${classes.witnesses.length} ${WIDTH})))`,
  ]
}

function atomTerm(
  i: number,
  classes: Classes,
  predicate: Predicate,
  free: readonly string[],
  quoted: Quoted,
): string {
  if (predicate.kind === 'free') {
    const present = `(not ${atomTerm(i, classes, { kind: 'absent' }, free, quoted)})`
    return `(and ${present} ${quoted(`free ${free.indexOf(predicate.name)}`)})`
  }
  if (classes.multivalued) return setTerm(i, classes, predicate, quoted)
  const name = quoted(`class ${i}`)
  const ranges = runsOf(classes, predicate).map(
    ({ from, to }) => `(and (bvuge ${name} (_ bv${from} ${WIDTH})) (bvule ${name} (_ bv${to - 1} ${WIDTH})))`,
  )
  return `(or false ${ranges.join(' ')})`
}

function setTerm(i: number, classes: Classes, predicate: Predicate, quoted: Quoted): string {
  const has = classes.witnesses.map((_, j) => quoted(`${i} has ${j}`))
  if (predicate.kind === 'absent') return `(not (or false ${has.join(' ')}))`
  const accepted = acceptedElements(classes, predicate)
  if (predicate.kind === 'some') return `(or false ${has.filter((_, j) => accepted[j]).join(' ')})`
  return `(not (or false ${has.filter((_, j) => !accepted[j]).join(' ')}))`
}

/** Reads back what a solver says of the names declared above. */
export function modelFrom(get: (name: string) => string | undefined, { classes, free }: Abstraction) {
  const model = new Map<string, Value>()
  for (const [i, [name, own]] of [...classes].entries()) {
    if (own.multivalued) {
      const held = own.witnesses.filter((_, j) => get(`${i} has ${j}`) === 'true')
      model.set(name, held.length > 0 ? (held as string[]) : undefined)
    } else {
      const text = get(`class ${i}`)
      model.set(name, own.witnesses[text === undefined ? 0 : Number(text.replace('#', '0'))])
    }
  }
  const values = new Map(free.map((name, i) => [name, get(`free ${i}`) === 'true']))
  return { model: model as Model, free: values }
}
