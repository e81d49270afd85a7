import { withPrivateFolder } from '../command/private-folder.ts'
import { judge, type Result } from './judge.ts'
import { type Harmful, type Harmless, isHarmful } from './mutation.ts'
import { workshop } from './workshop.ts'

/** Proves each mutant in this process, one after the other, and gives its result as soon as there is one. */
export const runHere = (
  mutations: readonly (Harmful | Harmless)[],
  given: ReadonlyMap<string, string>,
  report: (result: Result) => void,
): Promise<void> =>
  withPrivateFolder(async (folder) => {
    const { original, mutant } = workshop('dist', folder, given)
    const before = original()
    for (const mutation of mutations) {
      report(
        attempt(mutation, () => {
          const { outcomes, names } = mutant(mutation)
          return judge(mutation, before, outcomes, names)
        }),
      )
    }
  })

/** A mutant that stops the prover shows nothing, neither good nor bad. A stale mutation fails the same way. */
function attempt(mutation: Harmful | Harmless, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n')
    const base = { id: mutation.id, file: mutation.file, changed: [], named: false, why: `stopped: ${why}` }
    return isHarmful(mutation)
      ? { ...base, expected: 'harmful', verdict: 'survived' }
      : { ...base, expected: 'harmless', verdict: 'false alarm' }
  }
}
