import type { StageSettings, Throttling } from './settings.ts'

/** Requests a second, and at one moment. */
export interface Limits {
  readonly rate: number
  readonly burst: number
}

/** The account's, where a stage sets none (semantics, section 9.2). */
const DEFAULT: Limits = { rate: 10_000, burst: 5_000 }

/** The limits of a method: what a stage sets for just this, else for all of its methods. */
export function limitsOf(stage: StageSettings | undefined, verb: string, path: string): Limits {
  const settings = stage?.throttling ?? []
  const own = settings.find((one) => one.verb === verb && one.path === path)
  const common = settings.find((one) => one.verb === '*' && one.path === '/*')
  const pick = (what: keyof Limits) =>
    [own, common].map((one: Throttling | undefined) => one?.[what]).find((limit) => limit !== undefined)
  return { rate: pick('rate') ?? DEFAULT.rate, burst: pick('burst') ?? DEFAULT.burst }
}

/** A token bucket for each method. */
export class Throttle {
  private readonly buckets = new Map<string, { tokens: number; at: number; limits: Limits }>()

  /** Whether a request may pass now, which takes a token. Other limits than before begin with a full bucket. */
  admits(method: string, limits: Limits, now: number): boolean {
    const known = this.buckets.get(method)
    const same = known && known.limits.rate === limits.rate && known.limits.burst === limits.burst
    const bucket = same ? known : { tokens: limits.burst, at: now, limits }
    const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * limits.rate
    bucket.tokens = Math.min(limits.burst, refilled)
    bucket.at = now
    this.buckets.set(method, bucket)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
