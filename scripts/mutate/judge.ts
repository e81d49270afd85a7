import type { Verdict } from '../proof/theorems/theorem.ts'
import { type Harmful, type Harmless, isHarmful } from './mutation.ts'

/** What the prover said of one theorem, without what cannot be sent to another process. */
export interface Outcome {
  readonly theorem: string
  readonly severity: 'error' | 'warning'
  readonly api: string
  readonly kind: Verdict['kind']
  readonly reasons: readonly { readonly text: string; readonly at?: string }[]
}

/** What came of one mutant. */
export interface Result {
  readonly id: string
  readonly file: string
  readonly expected: 'harmful' | 'harmless'
  /** The theorems whose verdict differs from that about dist/: of a harmful one, those that are worse. */
  readonly changed: readonly Outcome[]
  /** Whether the evidence names an edited line; of a harmless one nothing needs to. */
  readonly named: boolean
  /** `unnamed`: all that was expected is refuted, and no evidence says where. */
  readonly verdict: 'killed' | 'unnamed' | 'survived' | 'unharmed' | 'false alarm'
  /** Why it is not as it should be. */
  readonly why?: string
}

const WORSE: readonly Verdict['kind'][] = ['NOT APPLICABLE', 'PROVED', 'UNKNOWN', 'REFUTED']

/** Compares what is said of a mutant with what is said of the original. */
export function judge(
  mutation: Harmful | Harmless,
  original: readonly Outcome[],
  mutant: readonly Outcome[],
  names: ReadonlySet<string>,
): Result {
  const { id, file } = mutation
  if (!isHarmful(mutation)) {
    const { changed, why } = differences(original, mutant)
    const verdict = why === undefined ? 'unharmed' : 'false alarm'
    return { id, file, expected: 'harmless', changed, named: false, verdict, ...(why && { why }) }
  }
  const changed = worsened(original, mutant)
  const named = changed.some(({ reasons }) => reasons.some(({ at }) => at !== undefined && names.has(at)))
  const missed = mutation.expect.filter((id) => !changed.some(({ theorem }) => theorem === id))
  const why = [
    ...(missed.length > 0 ? [`${missed.join(', ')} not refuted`] : []),
    ...(named || changed.length === 0 ? [] : [`no evidence at ${[...names].join(' ')}`]),
  ].join('; ')
  const verdict = missed.length > 0 ? 'survived' : named ? 'killed' : 'unnamed'
  return { id, file, expected: 'harmful', changed, named, verdict, ...(why && { why }) }
}

/** The theorems that fail now and did not before, or are refuted where nothing was known. Warnings fail nothing. */
function worsened(original: readonly Outcome[], mutant: readonly Outcome[]): Outcome[] {
  const before = kinds(original)
  return mutant.filter(({ kind, severity, theorem, api }) => {
    const was = before.get(key({ theorem, api })) ?? 'PROVED'
    const fails = kind === 'REFUTED' || kind === 'UNKNOWN'
    return severity === 'error' && fails && WORSE.indexOf(kind) > WORSE.indexOf(was)
  })
}

function differences(original: readonly Outcome[], mutant: readonly Outcome[]) {
  const before = kinds(original)
  const after = kinds(mutant)
  const gone = original.filter((outcome) => !after.has(key(outcome))).map(({ theorem }) => theorem)
  const changed = mutant.filter((outcome) => before.get(key(outcome)) !== outcome.kind)
  if (gone.length > 0) return { changed, why: `not asked any more: ${gone.join(', ')}` }
  return { changed, why: changed.length > 0 ? 'the verdict changed' : undefined }
}

const kinds = (outcomes: readonly Outcome[]) =>
  new Map(outcomes.map((outcome) => [key(outcome), outcome.kind]))

const key = ({ theorem, api }: Pick<Outcome, 'theorem' | 'api'>): string => `${theorem} ${api}`
