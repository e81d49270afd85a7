import type { Look, Paint } from '../../command/paint.ts'
import { oneLine } from '../../command/visible.ts'
import type { Check, Finding, Verdict } from './check.ts'

const MARKS: Readonly<Record<Verdict, readonly [mark: string, look: Look]>> = {
  ok: ['✓', 'good'],
  warning: ['!', 'warning'],
  bad: ['✗', 'bad'],
  unknown: ['?', 'warning'],
}
const NAME = 16

/** What was looked at, the verdict, and what to do. */
export function findingText(
  { name, looksAt }: Check,
  { verdict, found, cure }: Finding,
  paint: Paint,
): string {
  const [mark, look] = MARKS[verdict]
  const what = `${paint(look, mark)} ${name.padEnd(NAME)} ${oneLine(found)}`
  return `${what}${cure ? `. ${cure}` : ''}  ${paint('dim', `(${looksAt})`)}\n`
}

/** What it all comes to. */
export function conclusion(verdicts: readonly Verdict[]): string {
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length
  const [bad, warning, unknown] = [count('bad'), count('warning'), count('unknown')]
  const rest = [
    ...(warning > 0 ? [`${warning} to be looked at`] : []),
    ...(unknown > 0 ? [`${unknown} could not be checked`] : []),
  ].join(', ')
  if (bad > 0) return `${bad} of ${verdicts.length} would make a deployment fail${rest && `; ${rest}`}.\n`
  return rest
    ? `Nothing stands in the way of a deployment as far as is known: ${rest}.\n`
    : 'All is well: npm run deploy\n'
}
