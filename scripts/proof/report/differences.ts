import { placeText } from '../../template/value.ts'
import type { Difference } from '../against.ts'
import type { Reason } from '../theorems/theorem.ts'

/** Whether every API is known to accept the same requests before and after. Without any, nothing was compared. */
export const isSame = (differences: readonly Difference[]): boolean =>
  differences.length > 0 &&
  differences.every(({ opened, closed, unknown }) => !opened && !closed && unknown.length === 0)

/** For people: what a change of the templates opens and closes, each with one request that shows it. */
export function differenceText(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'UNKNOWN: no API could be compared; prove each version to see why\n'
  const lines = differences.flatMap(({ api, opened, closed, unknown }) => [
    api,
    ...(opened ? ['  OPENED: only the new templates accept this request', ...reasons(opened)] : []),
    ...(closed ? ['  CLOSED: only the old templates accept this request', ...reasons(closed)] : []),
    ...(unknown.length > 0 ? ['  UNKNOWN: not all of it is understood', ...reasons(unknown)] : []),
    ...(opened || closed || unknown.length > 0 ? [] : ['  SAME: old and new accept the same requests']),
    '',
  ])
  const end = isSame(differences) ? 'the same in the model' : 'not the same, or not known to be'
  return `${[...lines, end].join('\n')}\n`
}

const reasons = (all: readonly Reason[]): string[] =>
  all.map(({ text, at }) => `    ${text}${at ? `  ${placeText(at)}` : ''}`)
