import type { Pattern } from './pattern.ts'

/** The values a variable may take. `optional` adds "absent". */
export type Domain =
  /** A text that matches one of the patterns. */
  | { readonly kind: 'text'; readonly patterns: readonly Pattern[]; readonly optional?: boolean }
  | { readonly kind: 'address'; readonly family: 'v4' | 'both'; readonly optional?: boolean }
  /** From and to are both included; without them the integers are unbounded. */
  | {
      readonly kind: 'integer'
      readonly from?: number
      readonly to?: number
      readonly optional?: boolean
    }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly optional?: boolean }
  /** Any set of texts that match one of the patterns; the empty set is absence. */
  | { readonly kind: 'texts'; readonly patterns: readonly Pattern[] }

/** The request variables a formula may speak of. */
export type Variables = ReadonlyMap<string, Domain>

/** A plain boolean variable: a choice of yes and no. */
export const YES_NO: Domain = { kind: 'choice', values: ['no', 'yes'] }
