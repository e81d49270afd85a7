import type { Result, When } from './report.ts'

/**
 * For which values of the parameters the verdict came out; empty when for all. Values that a parameter has anyway are
 * not repeated.
 */
export function casesText(result: Result): string {
  const { verdict, counts, when } = result
  const all = casesOf(result)
  if (counts[verdict] === all) return ''
  const share = `${counts[verdict]} of ${all} cases`
  const others = Object.entries(counts).filter(([kind, count]) => kind !== verdict && count > 0)
  if (verdict === 'PROVED') return `${share}, not applicable in the others`
  const chosen = when.filter(({ isDefault }) => !isDefault).map(choiceText)
  const rest = chosen.length === when.length ? [] : [chosen.length === 0 ? 'all defaults' : 'defaults else']
  const elsewhere = others.map(([kind, count]) => `${kind} in ${count}`).join(', ')
  return `only in ${share}, such as ${[...chosen, ...rest].join(', ')}; ${elsewhere}`
}

/** The number of cases that cover every value of the parameters. */
export const casesOf = ({ counts }: Result): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0)

const choiceText = ({ parameter, value }: When): string =>
  `${parameter}=${value === null ? '(any other)' : value || '""'}`
