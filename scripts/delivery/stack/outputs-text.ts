import type { Output } from '@aws-sdk/client-cloudformation'
import { type Paint, plain } from '../../command/paint.ts'
import { UserError } from '../../command/user-error.ts'
import { oneLine } from '../../command/visible.ts'

export type OutputFormat = 'table' | 'json' | 'env'

/** Outputs in one of the ways to print them. */
export function outputsText(
  outputs: readonly Output[],
  format: OutputFormat,
  { columns, paint }: { readonly columns: () => number; readonly paint: Paint },
): string {
  if (format === 'json') return outputsJson(outputs)
  return format === 'env' ? outputsEnv(outputs) : outputsTable(outputs, columns(), paint)
}

/** Values that are longer do not push every description out of sight. */
const WIDE = 60

/** For people: values whole, as they are copied; a description where the line has room for it. */
export function outputsTable(outputs: readonly Output[], columns: number, paint: Paint = plain): string {
  const rows = sorted(outputs).map(({ OutputKey, OutputValue, Description }) => ({
    key: oneLine(OutputKey ?? ''),
    value: oneLine(OutputValue ?? ''),
    description: oneLine(Description ?? ''),
  }))
  if (rows.length === 0) return 'The stack has no outputs.\n'
  const keys = Math.max(...rows.map(({ key }) => key.length))
  const values = Math.max(...rows.map(({ value }) => (value.length > WIDE ? 0 : value.length)))
  const lines = rows.map(({ key, value, description }) => {
    const line = `${key.padEnd(keys)}  ${value}`
    const wide = line.padEnd(keys + 2 + values)
    const fits = description !== '' && wide.length + 2 + description.length <= columns
    return fits ? `${wide}  ${paint('dim', description)}` : line
  })
  return `${lines.join('\n')}\n`
}

/** For programs: an object by key. */
export const outputsJson = (outputs: readonly Output[]): string =>
  `${JSON.stringify(
    Object.fromEntries(sorted(outputs).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue ?? ''])),
    undefined,
    2,
  )}\n`

/**
 * For shells: `KEY='value'` lines that `source` reads and no value breaks out of.
 *
 * @throws UserError where two outputs would have one name
 */
export function outputsEnv(outputs: readonly Output[]): string {
  const keys = new Map<string, string>()
  const lines = sorted(outputs).map(({ OutputKey = '', OutputValue = '' }) => {
    const name = variableName(OutputKey)
    const other = keys.get(name)
    if (other !== undefined)
      throw new UserError(
        `The outputs ${other} and ${OutputKey} are both ${name} in a shell.`,
        '--json tells them apart.',
      )
    keys.set(name, OutputKey)
    return `${name}='${OutputValue.replaceAll("'", "'\\''")}'`
  })
  return lines.map((line) => `${line}\n`).join('')
}

/** `SecureApiUrl` → `SECURE_API_URL`. */
function variableName(key: string): string {
  const name = key
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .replace(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase()
  return /^\d|^$/.test(name) || OF_OTHERS.test(name) ? `OUTPUT_${name}` : name
}

/** What steers the shell, the loader, Node or the AWS tools: an output named `Path` would take all commands away. */
const OF_OTHERS =
  /^(PATH|HOME|IFS|ENV|SHELL|SHELLOPTS|TERM|USER|PWD|UID|EUID|PPID|PS\d|PROMPT_COMMAND|NODE_OPTIONS|(LD|DYLD|BASH|AWS)(_.*|OPTS)?)$/

const sorted = (outputs: readonly Output[]): Output[] =>
  [...outputs].sort((a, b) => ((a.OutputKey ?? '') < (b.OutputKey ?? '') ? -1 : 1))
