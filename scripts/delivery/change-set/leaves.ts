/** A value inside two JSON documents that is not the same in both. */
export interface LeafChange {
  /** `Environment.Variables.LOG_LEVEL`, `Tags.0.Value`. */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs between two JSON values, leaf by leaf; what one of them lacks altogether is one change. */
export function leafChanges(before: unknown, after: unknown, path: readonly string[] = []): LeafChange[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => leafChanges(own(before, key), own(after, key), [...path, key]))
  }
  const [from, to] = [leafText(before), leafText(after)]
  return from === to ? [] : [{ path: path.join('.'), before: from, after: to }]
}

/** The text of a change set's context, or undefined where it is none: large ones are cut off (API reference). */
export function parsed(context: string | undefined): unknown {
  if (context === undefined) return undefined
  try {
    return JSON.parse(context)
  } catch {
    return undefined
  }
}

type Branch = Readonly<Record<string, unknown>>

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null

const own = (branch: Branch, key: string): unknown => (Object.hasOwn(branch, key) ? branch[key] : undefined)

const leafText = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(value)
