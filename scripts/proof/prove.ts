import { symbolic } from '../template/names.ts'
import type { Choice } from '../template/region.ts'
import type { Stacks } from '../template/stacks.ts'
import { attempt, type Case, casesOf, solverFor } from './cases.ts'
import { withOrigins } from './origins.ts'
import { privateTheorems, publicTheorems } from './theorems/index.ts'
import type { Theorem, Verdict } from './theorems/theorem.ts'

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

/**
 * Decides every theorem for every API of the templates, for all values of parameters that were given none.
 *
 * @param corporate the parameter that holds the corporate network, or its block
 */
export function prove(stacks: Stacks, corporate?: string): Finding[] {
  const names = symbolic()
  const subjects = casesOf(stacks, names, solverFor(names), corporate)
  return apisOf(stacks).flatMap((address) => {
    const own = subjects.filter((one) => one.address === address)
    // Too many worlds, or none that a rule admits: nothing was looked at, so nothing holds.
    if (own.length === 0) return privateTheorems.map((theorem) => undecided(theorem, address, stacks))
    const theorems = own.some(({ isPrivate }) => isPrivate) ? privateTheorems : publicTheorems
    return theorems.map((theorem) => gather(theorem, address, own))
  })
}

/** Every API that a template declares, whether or not some world makes it. */
const apisOf = ({ all }: Stacks): string[] =>
  all.flatMap(({ prefix, template }) =>
    [...template.resources.values()]
      .filter(({ type }) => type === 'AWS::ApiGateway::RestApi')
      .map(({ logicalId }) => `${prefix}${logicalId}`),
  )

function undecided(theorem: Theorem, api: string, { problems }: Stacks): Finding {
  const because = problems.map(({ why, at }) => ({ text: why, at }))
  const nowhere = { text: 'no choice of the parameters makes this API' }
  const verdict: Verdict = { kind: 'UNKNOWN', because: because.length > 0 ? because : [nowhere] }
  return {
    theorem,
    api,
    verdict,
    when: [],
    counts: { PROVED: 0, REFUTED: 0, UNKNOWN: 0, 'NOT APPLICABLE': 0 },
  }
}

function verdictOf(theorem: Theorem, { subject, unmodelled }: Case): Verdict {
  if ('text' in subject) return { kind: 'UNKNOWN', because: [subject] }
  const verdict = attempt(() => theorem.check(subject))
  if ('text' in verdict) return { kind: 'UNKNOWN', because: [verdict] }
  // What is refuted stays refuted: there is a request to show for it. Nothing else stands on what is not understood.
  if (verdict.kind === 'REFUTED' || verdict.kind === 'UNKNOWN') return verdict
  const rests: readonly string[] = restsOn(theorem, verdict)
  const touched = unmodelled.filter(({ touches }) => touches === 'anything' || rests.includes(touches))
  if (touched.length === 0) return verdict
  return { kind: 'UNKNOWN', because: touched.map(({ what, at }) => ({ text: what, at })) }
}

/** The verdict with its symbols as names. */
function shown(verdict: Verdict, { region }: Case): Verdict {
  if (verdict.kind === 'PROVED') return verdict
  const because = verdict.because.map((reason) => ({ ...reason, text: region.symbols.show(reason.text) }))
  return { ...verdict, because }
}

/** That a theorem has nothing to be about rests on all that was read, but not on what lies outside the templates. */
function restsOn(theorem: Theorem, verdict: Verdict): readonly string[] {
  if (verdict.kind === 'PROVED') return verdict.restsOn ?? theorem.touches
  return theorem.touches.filter((touched) => touched !== 'outside')
}

function gather(theorem: Theorem, api: string, cases: readonly Case[]): Finding {
  const verdicts = cases.map((one) => ({
    verdict: shown(verdictOf(theorem, one), one),
    region: one.region,
  }))
  const counts = { PROVED: 0, REFUTED: 0, UNKNOWN: 0, 'NOT APPLICABLE': 0 }
  for (const { verdict } of verdicts) counts[verdict.kind] += 1
  const [worst] = verdicts.toSorted((a, b) => RANK.indexOf(a.verdict.kind) - RANK.indexOf(b.verdict.kind))
  if (!worst) throw new Error(`${api} is in no world`)
  const same = counts[worst.verdict.kind] === verdicts.length
  const { verdict, region } = worst
  return { theorem, api, verdict: withOrigins(verdict, region), when: same ? [] : region.choices, counts }
}
