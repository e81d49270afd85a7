/**
 * What the parameters of a declared path stand for in a request's: `/pets/{id}`, and `/{proxy+}`, which takes all that
 * is left, less a slash at its end (semantics, section 8). Null where there are none.
 */
export function pathParameters(declared: string, path: string): Record<string, string> | null {
  const [wanted, asked] = [partsOf(declared), partsOf(path)]
  const parameters = wanted.flatMap((part, index): [string, string][] => {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? []
    if (name === undefined) return []
    const value = greedy ? asked.slice(index).join('/').replace(/\/$/, '') : (asked[index] ?? '')
    return [[name, value]]
  })
  return parameters.length > 0 ? Object.fromEntries(parameters) : null
}

const partsOf = (path: string): string[] => path.replace(/^\//, '').split('/')
