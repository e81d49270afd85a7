import type { Context } from './context.ts'

export type Verdict =
  | 'ok'
  | 'warning'
  /** A deployment would fail, or the API be open. */
  | 'bad'
  /** It could not be looked at. */
  | 'unknown'

/** What came of a check. */
export interface Finding {
  readonly verdict: Verdict
  /** What was found, with the value. */
  readonly found: string
  /** What to do about it. */
  readonly cure?: string
}

/** One thing that a deployment depends on. */
export interface Check {
  readonly name: string
  /** What it looks at, by the name that AWS has for it. */
  readonly looksAt: string
  /** Whether it matters for this deployment; it does unless told otherwise. */
  readonly applies?: (context: Context) => boolean
  readonly run: (context: Context) => Promise<Finding>
}

export const ok = (found: string): Finding => ({ verdict: 'ok', found })
export const warning = (found: string, cure: string): Finding => ({ verdict: 'warning', found, cure })
export const bad = (found: string, cure: string): Finding => ({ verdict: 'bad', found, cure })
