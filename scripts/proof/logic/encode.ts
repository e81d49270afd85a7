import type { Bdd, Node } from './bdd.ts'
import { NO, YES } from './bdd.ts'
import type { Classes, Run } from './classes.ts'
import { type Atom, children, type Formula, parts } from './formula.ts'
import { type Predicate, predicateKey } from './predicate.ts'

/** The levels of a diagram that a variable has: the bits of its class's number, highest first. */
export interface Coded {
  readonly classes: Classes
  /** Of a multivalued key: one level for each element class, true where the key holds such an element. */
  readonly levels: readonly number[]
}

/** How variables and free predicates are laid out in a diagram. */
export interface Layout {
  readonly variables: ReadonlyMap<string, Coded>
  readonly free: ReadonlyMap<string, number>
}

/** Translates formulas over atoms into decision diagrams over the numbers of classes; what they share once. */
export function encode(bdd: Bdd, formulas: readonly Formula[], layout: Layout): Node[] {
  const uses = countUses(formulas)
  const nodes = new Map<Formula, Node>()
  const atoms = new Map<string, Node>()
  const nodeOf = (part: Formula): Node => {
    const node = nodes.get(part)
    if (node === undefined) throw new Error('a part is encoded before its own parts')
    return node
  }
  for (const part of parts(...formulas)) {
    // Such a part is joined with its siblings instead, so that a chain becomes one balanced tree.
    if (uses.get(part) === 'absorbed') continue
    nodes.set(
      part,
      encodePart(bdd, part, layout, atoms, (one) => operands(one, uses).map(nodeOf)),
    )
  }
  return formulas.map(nodeOf)
}

function encodePart(
  bdd: Bdd,
  part: Formula,
  layout: Layout,
  atoms: Map<string, Node>,
  operandsOf: (part: Formula) => Node[],
): Node {
  switch (part.kind) {
    case 'true':
      return YES
    case 'false':
      return NO
    case 'not':
      return bdd.not(operandsOf(part)[0] ?? NO)
    case 'and':
      return bdd.all(operandsOf(part))
    case 'or':
      return bdd.any(operandsOf(part))
    case 'atom': {
      const key = `${part.variable} ${predicateKey(part.predicate)}`
      const node = atoms.get(key) ?? encodeAtom(bdd, part, layout)
      atoms.set(key, node)
      return node
    }
  }
}

function encodeAtom(bdd: Bdd, { variable, predicate }: Atom, layout: Layout): Node {
  const coded = layout.variables.get(variable)
  if (!coded) throw new Error(`'${variable}' has no levels`)
  if (predicate.kind === 'free') {
    const level = layout.free.get(predicate.name)
    if (level === undefined) throw new Error(`'${predicate.name}' has no level`)
    return bdd.and(bdd.variable(level), bdd.not(encodePredicate(bdd, { kind: 'absent' }, coded)))
  }
  return encodePredicate(bdd, predicate, coded)
}

function encodePredicate(bdd: Bdd, predicate: Predicate, { classes, levels }: Coded): Node {
  const { runs, witnesses, multivalued } = classes
  if (!multivalued) return encodeRuns(bdd, runs.get(predicateKey(predicate)) ?? [], witnesses.length, levels)
  const held = levels.map((level) => bdd.variable(level))
  if (predicate.kind === 'absent') return bdd.not(bdd.any(held))
  if (predicate.kind !== 'some' && predicate.kind !== 'every')
    throw new Error(`'${predicate.kind}' does not apply to a multivalued key`)
  const matching = predicate.patterns.flatMap(
    (pattern) => runs.get(predicateKey({ kind: 'pattern', pattern })) ?? [],
  )
  const accepted = held.map((_, i) => matching.some(({ from, to }) => from <= i && i < to) !== predicate.not)
  if (predicate.kind === 'some') return bdd.any(held.filter((_, i) => accepted[i]))
  return bdd.not(bdd.any(held.filter((_, i) => !accepted[i])))
}

/**
 * The numbers in the runs. Numbers past the last class count as the last class, so that each way the bits may stand
 * means some class and no constraint on the bits is needed.
 */
function encodeRuns(bdd: Bdd, runs: readonly Run[], count: number, levels: readonly number[]): Node {
  const end = 2 ** levels.length
  const reach = runs.map((run) => (run.to === count ? { from: run.from, to: end } : run))
  const build = (depth: number, from: number, to: number, within: readonly Run[]): Node => {
    const here = within.filter((run) => run.from < to && from < run.to)
    if (here.length === 0) return NO
    if (here.some((run) => run.from <= from && to <= run.to)) return YES
    const middle = (from + to) / 2
    const level = levels[depth]
    if (level === undefined) throw new Error('a run ends inside a class')
    return bdd.node(level, build(depth + 1, from, middle, here), build(depth + 1, middle, to, here))
  }
  return build(0, 0, end, reach)
}

/** Parts that only one part of their own kind uses are absorbed into it. */
function countUses(formulas: readonly Formula[]): Map<Formula, 'absorbed' | 'shared'> {
  const uses = new Map<Formula, 'absorbed' | 'shared'>(formulas.map((formula) => [formula, 'shared']))
  for (const part of parts(...formulas)) {
    for (const child of children(part)) {
      const mergeable = (part.kind === 'and' || part.kind === 'or') && child.kind === part.kind
      uses.set(child, mergeable && !uses.has(child) ? 'absorbed' : 'shared')
    }
  }
  return uses
}

/** The parts of a part, with those of absorbed parts in their place; a loop, since chains are deep. */
function operands(part: Formula, uses: ReadonlyMap<Formula, 'absorbed' | 'shared'>): Formula[] {
  const found: Formula[] = []
  const stack = [...children(part)].reverse()
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (uses.get(top) === 'absorbed') stack.push(...[...children(top)].reverse())
    else found.push(top)
  }
  return found
}
