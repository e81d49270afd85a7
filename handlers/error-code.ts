type Coded = { code?: unknown; name?: unknown; cause?: unknown } | null | undefined

function ownCode(error: unknown): string | undefined {
  const code = (error as Coded)?.code
  // A DOMException has a number there, which says less than its name.
  return typeof code === 'string' ? code : undefined
}

/** The most telling code of an error; fetch hides the system's own (ECONNREFUSED …) in `cause`. */
export function errorCode(error: unknown): string {
  const name = (error as Coded)?.name
  return ownCode((error as Coded)?.cause) ?? ownCode(error) ?? (typeof name === 'string' ? name : 'Error')
}
