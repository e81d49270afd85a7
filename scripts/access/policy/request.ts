/** One request as one policy sees it. */
export interface PolicyRequest {
  /** The ARN of the user, role session or root user that signed it; null for an anonymous caller. */
  readonly principal: string | null
  readonly action: string
  /** The ARN of the method: `arn:…:{api}/{stage}/{METHOD}/{path}`. */
  readonly resource: string
  /** The keys that are present; a list is a multivalued key, and an empty one the same as no key. */
  readonly context: Context
}

export type Context = Readonly<Record<string, string | readonly string[]>>

/** The values of a key, whose name IAM compares without regard to case; undefined when the request has none. */
export function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const wanted = key.toLowerCase()
  for (const [name, value] of Object.entries(context)) {
    if (name.toLowerCase() !== wanted) continue
    const values = typeof value === 'string' ? [value] : value
    return values.length > 0 ? values : undefined
  }
  return undefined
}
