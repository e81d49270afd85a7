import { parse } from '../command/options.ts'
import { UserError } from '../command/user-error.ts'
import { type Format, formats } from './formats.ts'

/** What the person asked for. */
export interface Options {
  format: Format
  /** The templates to lint; empty for those in dist/. */
  files: string[]
}

const usage = `npm run lint -- [--format ${Object.keys(formats).join('|')}] [TEMPLATE…]`

/** Reads the arguments of the command. */
export function parseOptions(args: string[]): Options {
  const { values, positionals: files } = parse(args, { format: { type: 'string' } }, usage)
  const format = values.format ?? 'text'
  if (!Object.hasOwn(formats, format)) throw new UserError(`There is no format '${format}'.`, usage)
  return { format: format as Format, files }
}
