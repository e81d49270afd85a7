/**
 * `taskcat lint` ends with 0 although a nested template could not be read or has no resources: it logs an error
 * and goes on without it. So its log must name every template, and no error.
 *
 * @param log what `taskcat lint` wrote to standard error
 * @param templates the file names of all emitted templates
 * @returns what taskcat passed over
 */
export function passedOver(log: string, templates: string[]): string[] {
  const errors = [...log.matchAll(/\[ERROR\s*\]\S*\s*:\s*(.+)/g)].map(([, message = '']) => message.trim())
  const judged = [...log.matchAll(/Linting (?:passed for file|detected issues in): (.+)/g)]
  const names = new Set(judged.map(([, path = '']) => path.trim().split('/').at(-1)))
  const unjudged = templates.filter((name) => !names.has(name))
  return [...errors, ...unjudged.map((name) => `${name} was not linted: main.yaml does not reach it`)]
}
