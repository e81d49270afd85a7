import { fileHash } from '../../command/file-hash.ts'
import type { Paint } from '../../command/paint.ts'
import { against } from '../../proof/against.ts'
import { regionsOf } from '../../proof/cases.ts'
import { prove } from '../../proof/prove.ts'
import { isOpen } from '../../proof/report/conclusion.ts'
import { differenceText, isSame } from '../../proof/report/differences.ts'
import { toReport } from '../../proof/report/report.ts'
import { inBrief } from '../../proof/report/text.ts'
import { symbolic } from '../../template/names.ts'
import { partitionOf } from '../../template/place.ts'
import type { Stacks } from '../../template/stacks.ts'
import { placeText } from '../../template/value.ts'

/** What a deployment means for access. */
export interface Consequences {
  /** Ids of theorems that do not hold, each of which must be accepted by name. */
  readonly broken: readonly string[]
  /** For people. */
  readonly text: string
}

const API = 'AWS::ApiGateway::RestApi'
/** What is broken where no theorem says anything. */
const SILENCE = 'silence'

/**
 * Proves templates with the values that they are deployed with.
 *
 * @param stacks opened with every value that is known
 */
export function consequencesOf(stacks: Stacks, region: string, paint: Paint): Consequences {
  // In any case of what is not known, such as a value that is not to be echoed.
  const made = regionsOf(stacks, symbolic()).flatMap(({ resources }) =>
    resources.filter(({ type }) => type === API),
  )
  if (made.length === 0) {
    const hidden = stacks.problems.map(({ why, at }) => `  ${why}  ${placeText(at)}\n`)
    const text =
      hidden.length === 0
        ? `access: no ${API} is made, so nothing is proved of these templates alone\n`
        : `access: not known, as an API may be made where nothing is understood:\n${hidden.join('')}`
    return { broken: hidden.length === 0 ? [] : [SILENCE], text }
  }
  const started = performance.now()
  const findings = prove(stacks).filter(({ api }) => made.some(({ address }) => address === api))
  const report = toReport(findings, stacks, fileHash)
  const run = { seconds: (performance.now() - started) / 1000, date: new Date() }
  const open = report.results.filter((result) => result.severity === 'error' && isOpen(result))
  const broken = [
    ...new Set(open.map(({ id }) => id)),
    // The theorems are about the partition aws (assumption partition).
    ...(partitionOf(region) === 'aws' ? [] : ['partition']),
  ]
  if (broken.length === 0 && !report.conclusion.proved) broken.push(SILENCE)
  const text = broken.length === 0 ? `access: ${report.conclusion.text}\n` : inBrief(report, run, paint)
  return { broken, text }
}

/** What a change opens and closes, with a request for each. */
export function changeOfAccess(older: Stacks, newer: Stacks): string {
  const differences = against(older, newer)
  // Neither makes an API.
  if (differences.length === 0) return ''
  return isSame(differences)
    ? 'access: the same requests are accepted as before\n'
    : differenceText(differences)
}
