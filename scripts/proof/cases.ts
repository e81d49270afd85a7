import { Undecided } from '../access/model/index.ts'
import { UnreadablePolicy } from '../access/policy/document.ts'
import type { Names } from '../template/names.ts'
import type { Region } from '../template/region.ts'
import { resolveAll } from '../template/resolve.ts'
import type { Stacks } from '../template/stacks.ts'
import type { Place } from '../template/value.ts'
import { worlds } from '../template/worlds.ts'
import type { Limits } from './logic/solve.ts'
import { Unsupported } from './logic/unsupported.ts'
import { CORPORATE, corporateBlock, givenVpcBlocks } from './networks.ts'
import { Readings } from './readings.ts'
import { relevant } from './relevance.ts'
import { mayBePrivate, ORDER } from './request/acceptance.ts'
import { Solver } from './solver.ts'
import type { Subject } from './subject.ts'
import type { Reason } from './theorems/theorem.ts'

/** One API in one world; `subject` is a reason where its requests cannot be put into formulas. */
export interface Case {
  readonly address: string
  readonly isPrivate: boolean
  readonly region: Region
  readonly subject: Subject | Reason
  readonly unmodelled: readonly { readonly what: string; readonly at: Place; readonly touches: string }[]
}

/** What a solver has to know of symbols: which are new ids (assumption fresh-ids), and what some are made of. */
export const limitsFor = ({ symbols }: Names): Limits => ({
  isFresh: (symbol) => symbols.info(symbol)?.what.kind === 'id',
  alphabetOf: (symbol) => (symbols.info(symbol)?.name === 'AWS::AccountId' ? '0123456789' : undefined),
})

/** A solver that knows that of the symbols of these names. */
export const solverFor = (names: Names): Solver => new Solver(ORDER, limitsFor(names))

/**
 * The templates in every world that their conditions tell apart, in the partition aws (assumption partition); none with
 * too many worlds.
 *
 * @param names shared, so that what is asked in one world need not be solved in another
 */
export function regionsOf(stacks: Stacks, names: Names): Region[] {
  const placed = { ...stacks, given: new Map([['AWS::Partition', 'aws'], ...stacks.given]) }
  return resolveAll(placed, worlds(placed, relevant), names)
}

/** Every API of the templates in every world. */
export const casesOf = (stacks: Stacks, names: Names, solver: Solver, corporate = CORPORATE): Case[] =>
  casesIn(regionsOf(stacks, names), stacks, solver, corporate)

/** Every API in each of some worlds of the templates. */
export function casesIn(
  regions: readonly Region[],
  stacks: Stacks,
  solver: Solver,
  corporate: string,
): Case[] {
  const readings = new Readings()
  return regions.flatMap((region) => casesOfWorld(region, stacks, solver, readings, corporate))
}

function casesOfWorld(
  region: Region,
  stacks: Stacks,
  solver: Solver,
  readings: Readings,
  corporateName: string,
): Case[] {
  const network = readings.networkOf(region)
  const apis = readings.apisOf(region)
  const problems = stacks.problems.map(({ why, at }) => ({ what: why, at, touches: 'anything' }))
  const unmodelled = [...problems, ...network.unmodelled, ...apis.unmodelled]
  return apis.apis.map((api) => {
    const subject = attempt((): Subject => {
      const requests = readings.requestsOf(region, network, api)
      const corporate = corporateBlock(stacks, region, corporateName)
      const vpcs = network.vpcs.filter(({ id }) => requests.endpoints.some(({ vpc }) => vpc.text === id))
      const own = vpcs.flatMap(({ cidr }) => cidr ?? [])
      const networks = [
        ...(own.length > 0 ? own : givenVpcBlocks(stacks, region)),
        ...(corporate ? [corporate] : []),
      ]
      return { region, network, apis, api, requests, solver, corporate, networks }
    })
    return { address: api.address, isPrivate: mayBePrivate(api), region, subject, unmodelled }
  })
}

/** A question that the logic does not answer is a reason to say UNKNOWN; anything else that is thrown is a fault. */
export function attempt<T>(work: () => T): T | Reason {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unsupported) return { text: error.why, ...(error.at && { at: error.at }) }
    if (error instanceof UnreadablePolicy || error instanceof Undecided)
      return { text: error.message, at: error.at }
    throw error
  }
}
