import { readApis, readNetwork, Undecided } from '../access/model/index.ts'
import { UnreadablePolicy } from '../access/policy/document.ts'
import { symbolic } from '../template/names.ts'
import type { Choice, Region } from '../template/region.ts'
import { resolve } from '../template/resolve.ts'
import type { Stacks } from '../template/stacks.ts'
import type { Place } from '../template/value.ts'
import { worlds } from '../template/worlds.ts'
import { Unsupported } from './logic/unsupported.ts'
import { corporateBlock, givenVpcBlocks } from './networks.ts'
import { relevant } from './relevance.ts'
import { ORDER, requestsOf } from './request/acceptance.ts'
import { Solver } from './solver.ts'
import type { Subject } from './subject.ts'
import { privateTheorems, publicTheorems } from './theorems/index.ts'
import type { Reason, Theorem, Verdict } from './theorems/theorem.ts'

/** What came of one theorem about one API, over all worlds. */
export interface Finding {
  readonly theorem: Theorem
  /** The API's address. */
  readonly api: string
  readonly verdict: Verdict
  /** The choices of parameters under which the verdict is what it is; empty when it holds for all. */
  readonly when: readonly Choice[]
  /** In how many worlds each verdict came out. */
  readonly counts: Readonly<Record<Verdict['kind'], number>>
}

/** The worst first: one world that refutes a theorem refutes it. */
const RANK: readonly Verdict['kind'][] = ['REFUTED', 'UNKNOWN', 'PROVED', 'NOT APPLICABLE']

/** Decides every theorem for every API of the templates, for all values of parameters that were given none. */
export function prove(stacks: Stacks): Finding[] {
  const names = symbolic()
  const solver = new Solver(ORDER, { isFresh: (symbol) => names.symbols.info(symbol)?.what.kind === 'id' })
  const all = worlds(stacks, relevant).map((world) => resolve(stacks, world, names))
  const subjects = all.flatMap((region) => casesOf(region, stacks, solver))
  const apis = [...new Set(subjects.map(({ address }) => address))]
  return apis.flatMap((address) => {
    const own = subjects.filter((one) => one.address === address)
    const theorems = own.some(({ isPrivate }) => isPrivate) ? privateTheorems : publicTheorems
    return theorems.map((theorem) => gather(theorem, address, own))
  })
}

/** One API in one world; `subject` is a reason where its requests cannot be put into formulas. */
interface Case {
  readonly address: string
  readonly isPrivate: boolean
  readonly region: Region
  readonly subject: Subject | Reason
  readonly unmodelled: readonly { readonly what: string; readonly at: Place; readonly touches: string }[]
}

function casesOf(region: Region, stacks: Stacks, solver: Solver): Case[] {
  const network = readNetwork(region)
  const apis = readApis(region)
  const problems = stacks.problems.map(({ why, at }) => ({ what: why, at, touches: 'anything' }))
  const unmodelled = [...problems, ...network.unmodelled, ...apis.unmodelled]
  return apis.apis.map((api) => {
    const subject = attempt((): Subject => {
      const requests = requestsOf(region, network, api)
      const corporate = corporateBlock(stacks, region)
      const vpcs = network.vpcs.filter(({ id }) => requests.endpoints.some(({ vpc }) => vpc.text === id))
      const own = vpcs.flatMap(({ cidr }) => cidr ?? [])
      const networks = [
        ...(own.length > 0 ? own : givenVpcBlocks(stacks, region)),
        ...(corporate ? [corporate] : []),
      ]
      return { region, network, apis, api, requests, solver, corporate, networks }
    })
    return { address: api.address, isPrivate: api.type.text === 'PRIVATE', region, subject, unmodelled }
  })
}

/** A question that the logic does not answer is a reason to say UNKNOWN; anything else that is thrown is a fault. */
function attempt<T>(work: () => T): T | Reason {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unsupported) return { text: error.why, ...(error.at && { at: error.at }) }
    if (error instanceof UnreadablePolicy || error instanceof Undecided)
      return { text: error.message, at: error.at }
    throw error
  }
}

function verdictOf(theorem: Theorem, { subject, unmodelled }: Case): Verdict {
  if ('text' in subject) return { kind: 'UNKNOWN', because: [subject] }
  const verdict = attempt(() => theorem.check(subject))
  if ('text' in verdict) return { kind: 'UNKNOWN', because: [verdict] }
  // What is refuted stays refuted: there is a request to show for it. Nothing else stands on what is not understood.
  if (verdict.kind !== 'PROVED') return verdict
  const rests: readonly string[] = verdict.restsOn ?? theorem.touches
  const touched = unmodelled.filter(({ touches }) => touches === 'anything' || rests.includes(touches))
  if (touched.length === 0) return verdict
  return { kind: 'UNKNOWN', because: touched.map(({ what, at }) => ({ text: what, at })) }
}

function gather(theorem: Theorem, api: string, cases: readonly Case[]): Finding {
  const verdicts = cases.map((one) => ({ verdict: verdictOf(theorem, one), choices: one.region.choices }))
  const counts = { PROVED: 0, REFUTED: 0, UNKNOWN: 0, 'NOT APPLICABLE': 0 }
  for (const { verdict } of verdicts) counts[verdict.kind] += 1
  const [worst] = verdicts.toSorted((a, b) => RANK.indexOf(a.verdict.kind) - RANK.indexOf(b.verdict.kind))
  if (!worst) throw new Error(`${api} is in no world`)
  const same = counts[worst.verdict.kind] === verdicts.length
  return { theorem, api, verdict: worst.verdict, when: same ? [] : worst.choices, counts }
}
