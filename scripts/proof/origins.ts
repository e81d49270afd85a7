import type { Region } from '../template/region.ts'
import { originsAt } from '../template/standing.ts'
import { placeText } from '../template/value.ts'
import type { Reason, Verdict } from './theorems/theorem.ts'

/** What does not hold, with the places that the values of its reasons come from behind the reason they explain. */
export function withOrigins(verdict: Verdict, { evaluation }: Region): Verdict {
  if (verdict.kind !== 'REFUTED' && verdict.kind !== 'UNKNOWN') return verdict
  const known = new Set(verdict.because.flatMap(({ at }) => (at ? placeText(at) : [])))
  const because = verdict.because.flatMap((reason): Reason[] => {
    const origins = reason.at ? originsAt(reason.at, evaluation) : []
    const news = origins.filter(({ at }) => !known.has(placeText(at)))
    for (const { at } of news) known.add(placeText(at))
    return [reason, ...news.map(({ what, at }) => ({ text: what, at }))]
  })
  return { ...verdict, because }
}
