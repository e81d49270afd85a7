import { symbolic } from '../template/names.ts'
import type { Region } from '../template/region.ts'
import type { Stacks } from '../template/stacks.ts'
import { worldText } from '../template/world.ts'
import { attempt, type Case, casesIn, regionsOf, solverFor } from './cases.ts'
import { and, type Formula, not, type Variables } from './logic/formula.ts'
import { CORPORATE } from './networks.ts'
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

/** One version of the templates: every world, also those in which an API is not made, and the APIs in them. */
interface Version {
  readonly regions: readonly Region[]
  readonly cases: readonly Case[]
}

/** Compares two versions of templates, API by API, for every value of the parameters that both have. */
export function against(older: Stacks, newer: Stacks): Difference[] {
  const names = symbolic()
  const solver = solverFor(names)
  const [before, after] = [older, newer].map((stacks): Version => {
    const regions = regionsOf(stacks, names)
    return { regions, cases: casesIn(regions, stacks, solver, CORPORATE) }
  }) as [Version, Version]
  const apis = [...new Set([...before.cases, ...after.cases].map(({ address }) => address))]
  const of = ({ regions, cases }: Version, api: string): Version => ({
    regions,
    cases: cases.filter(({ address }) => address === api),
  })
  return apis.map((api) => compare(api, of(before, api), of(after, api), solver))
}

function compare(api: string, before: Version, after: Version, solver: Solver): Difference {
  let opened = without(after, before, 'the API is new')
  let closed = without(before, after, 'the API is gone')
  const unknown = [
    ...[...before.cases, ...after.cases].flatMap(notUnderstood),
    ...unmatched(after, before),
    ...unmatched(before, after),
  ]
  for (const { subject: now, region } of after.cases) {
    for (const { subject: old } of before.cases.filter((early) => agree(early.region, region))) {
      if ('text' in old || 'text' in now) continue
      const result = attempt(() => {
        opened ??= onlyAccepted(now, old, solver)
        closed ??= onlyAccepted(old, now, solver)
      })
      if (result) unknown.push(result)
    }
  }
  return { api, opened, closed, unknown }
}

/** What is not understood about an API or anything that decides who reaches it. */
const notUnderstood = ({ subject, unmodelled }: Case): Reason[] => [
  ...('text' in subject ? [subject] : []),
  ...unmodelled.filter(({ touches }) => touches !== 'outside').map(({ what, at }) => ({ text: what, at })),
]

/** Says so where one version makes the API and the other, for the same values of the parameters, does not. */
function without(one: Version, other: Version, text: string): readonly Reason[] | undefined {
  const made = new Set(other.cases.map(({ region }) => region))
  const bare = other.regions.filter((region) => !made.has(region))
  const alone = one.cases.find(({ region }) => bare.some((there) => agree(region, there)))
  return alone && [{ text: `${text}${where(alone.region)}` }]
}

/** Worlds of one version that no world of the other can be: nothing is compared there. */
const unmatched = (one: Version, other: Version): Reason[] =>
  one.cases
    .filter(({ region }) => !other.regions.some((there) => agree(region, there)))
    .map(({ region }) => ({ text: `the other version has nothing to compare with${where(region)}` }))

const where = (region: Region): string => (region.choices.length > 0 ? `, where ${worldText(region)}` : '')

/** Whether two worlds can be one: no parameter has a value in the one that it cannot have in the other. */
function agree(one: Region, other: Region): boolean {
  return one.choices.every(({ parameter, value }) => {
    const same = other.choices.find((choice) => choice.parameter === parameter)
    if (!same || same.value === value) return true
    if (value === undefined) return !one.except?.get(parameter)?.has(same.value ?? '')
    return same.value === undefined && !other.except?.get(parameter)?.has(value)
  })
}

/** A request that the first accepts and the second does not. */
function onlyAccepted(first: Subject, second: Subject, solver: Solver): readonly Reason[] | undefined {
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
