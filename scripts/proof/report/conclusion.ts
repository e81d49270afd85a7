import type { Result } from './report.ts'

/** What came of all theorems together. */
export interface Conclusion {
  readonly proved: boolean
  /** One sentence, for people. */
  readonly text: string
}

/** Failure is what is not shown to be otherwise: every API needs a theorem that says something of it, and all must hold. */
export function concluded(results: readonly Result[]): Conclusion {
  const asked = results.filter(
    ({ severity, verdict }) => severity === 'error' && verdict !== 'NOT APPLICABLE',
  )
  const holding = asked.filter(({ verdict }) => verdict === 'PROVED')
  const silent = apisOf(results).filter((api) => !asked.some((one) => one.api === api))
  const sum = `${holding.length} of ${asked.length} theorems`
  if (results.length > 0 && silent.length === 0 && holding.length === asked.length)
    return { proved: true, text: `proved in the model: ${sum}; not that AWS behaves so` }
  const parts = [
    ...(results.length === 0 ? ['nothing was decided'] : [`${sum} hold in the model`]),
    ...(['REFUTED', 'UNKNOWN'] as const).flatMap((kind) => {
      const ids = new Set(asked.filter(({ verdict }) => verdict === kind).map(({ id }) => id))
      return ids.size > 0 ? [`${kind.toLowerCase()}: ${[...ids].join(', ')}`] : []
    }),
    ...silent.map((api) => `none says anything of ${api}`),
  ]
  return { proved: false, text: `not proved: ${parts.join('; ')}` }
}

/** The APIs, in the order of the report. */
export const apisOf = (results: readonly Result[]): string[] => [...new Set(results.map(({ api }) => api))]

/** Whether a result is to be looked at: everything but what holds or does not apply. */
export const isOpen = ({ verdict }: Result): boolean => verdict === 'REFUTED' || verdict === 'UNKNOWN'
