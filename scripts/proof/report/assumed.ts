import { type Assumption, always, assumptions } from '../assumptions.ts'
import type { Result } from './report.ts'

/** An assumption with the theorems that rest on it. */
export interface UsedAssumption extends Assumption {
  readonly id: string
  readonly theorems: readonly string[]
}

/** The assumptions that theorems rest on which say something, each once; then those that all rest on. */
export function assumed(results: readonly Result[]): UsedAssumption[] {
  const saying = results.filter(({ verdict }) => verdict !== 'NOT APPLICABLE')
  const resting = (id: string) => saying.filter(({ assumes }) => assumes.includes(id)).map((one) => one.id)
  return [
    ...Object.entries(assumptions).map(([id, one]) => ({ id, ...one, theorems: [...new Set(resting(id))] })),
    ...Object.entries(always).map(([id, one]) => ({
      id,
      ...one,
      theorems: [...new Set(saying.map((result) => result.id))],
    })),
  ].filter(({ theorems }) => theorems.length > 0)
}

/** `all theorems but a, b` is shorter than the list of the others. */
export function restingText({ theorems }: UsedAssumption, results: readonly Result[]): string {
  const saying = results.filter(({ verdict }) => verdict !== 'NOT APPLICABLE').map(({ id }) => id)
  const others = [...new Set(saying)].filter((id) => !theorems.includes(id))
  if (others.length === 0) return 'all theorems'
  if (others.length < theorems.length) return `all theorems but ${others.join(', ')}`
  return theorems.join(', ')
}
