import { symbolic } from '../template/names.ts'
import type { Choice } from '../template/region.ts'
import type { Stacks } from '../template/stacks.ts'
import { attempt, type Case, casesOf, solverFor } from './cases.ts'
import { and, type Formula, not, type Variables } from './logic/formula.ts'
import { readable } from './request/readable.ts'
import type { Solver } from './solver.ts'
import type { Subject } from './subject.ts'
import type { Reason } from './theorems/theorem.ts'

/** How the requests that one API accepts differ between two versions of the templates. */
export interface Difference {
  readonly api: string
  /** A request that only the new templates accept; undefined where there is none. */
  readonly opened: readonly Reason[] | undefined
  /** One that only the old templates accept. */
  readonly closed: readonly Reason[] | undefined
  /** Why nothing can be said, where that is so. */
  readonly unknown: readonly Reason[]
}

/** Compares two versions of templates, API by API, for every value of the parameters that both have. */
export function against(older: Stacks, newer: Stacks): Difference[] {
  const names = symbolic()
  const solver = solverFor(names)
  const [before, after] = [casesOf(older, names, solver), casesOf(newer, names, solver)]
  const apis = [...new Set([...before, ...after].map(({ address }) => address))]
  return apis.map((api) => {
    const of = (cases: readonly Case[]) => cases.filter(({ address }) => address === api)
    return compare(api, of(before), of(after), solver)
  })
}

function compare(api: string, before: readonly Case[], after: readonly Case[], solver: Solver): Difference {
  if (before.length === 0)
    return { api, opened: [{ text: 'the API is new' }], closed: undefined, unknown: [] }
  if (after.length === 0)
    return { api, opened: undefined, closed: [{ text: 'the API is gone' }], unknown: [] }
  const pairs = after.flatMap((late) =>
    before
      .filter((early) => agree(early.region.choices, late.region.choices))
      .map((early) => ({ early, late })),
  )
  const unknown = [...before, ...after].flatMap(({ subject, unmodelled }): Reason[] => [
    ...('text' in subject ? [subject] : []),
    ...unmodelled
      .filter(({ touches }) => touches === 'anything' || touches === 'api')
      .map(({ what, at }) => ({ text: what, at })),
  ])
  let opened: readonly Reason[] | undefined
  let closed: readonly Reason[] | undefined
  for (const { early, late } of pairs) {
    if ('text' in early.subject || 'text' in late.subject) continue
    const [old, now] = [early.subject, late.subject]
    const result = attempt(() => {
      opened ??= only(now, old, solver)
      closed ??= only(old, now, solver)
    })
    if (result) unknown.push(result)
  }
  return { api, opened, closed, unknown }
}

/** Whether two worlds can be one: no parameter has one value in the one and another in the other. */
function agree(one: readonly Choice[], other: readonly Choice[]): boolean {
  return one.every(({ parameter, value }) => {
    const same = other.find((choice) => choice.parameter === parameter)
    return !same || same.value === value
  })
}

/** A request that the first accepts and the second does not. */
function only(first: Subject, second: Subject, solver: Solver): readonly Reason[] | undefined {
  const facts = and(first.requests.facts, passesOf(first))
  const answer = solver.solve(
    and(facts, not(and(second.requests.facts, passesOf(second)))),
    union(first.requests.variables, second.requests.variables),
  )
  return answer.satisfiable ? readable(first, answer.model) : undefined
}

const passesOf = ({ requests }: Subject): Formula => and(...requests.gates.map(({ passes }) => passes))

/** A choice variable may take the values of both. */
function union(one: Variables, other: Variables): Variables {
  const all = new Map(one)
  for (const [name, domain] of other) {
    const known = all.get(name)
    if (known?.kind === 'choice' && domain.kind === 'choice')
      all.set(name, { ...known, values: [...new Set([...known.values, ...domain.values])] })
    else if (!known) all.set(name, domain)
  }
  return all
}
