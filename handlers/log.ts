const RANK = { DEBUG: 0, INFO: 1, WARN: 2, ERROR: 3 }

export type Level = keyof typeof RANK

/** Scalars only: an event, its headers or a body cannot be handed over whole. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>

function isLevel(name: string): name is Level {
  return name in RANK
}

function threshold(): Level {
  const name = (process.env.LOG_LEVEL ?? '').toUpperCase()
  return isLevel(name) ? name : 'INFO'
}

/**
 * Writes one JSON line to stdout, unless LOG_LEVEL is above `level`. Callers pass no header, body, query
 * string or source address: these can be personal data.
 */
export function log(level: Level, message: string, fields: Fields = {}): void {
  if (RANK[level] < RANK[threshold()]) return
  const head = { timestamp: new Date().toISOString(), level, message }
  // Lambda leaves a line alone only if it has its own timestamp and level, so no field may replace them.
  process.stdout.write(`${JSON.stringify({ ...head, ...fields, ...head })}\n`)
}
