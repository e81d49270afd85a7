import { type Option, optionLines, parse, type Source, sourceOf } from '../../command/options.ts'
import { UserError } from '../../command/user-error.ts'
import { CORPORATE } from '../networks.ts'
import { type Format, formats } from './formats.ts'

const FORMATS = Object.keys(formats).join('|')

const OPTIONS = {
  template: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'a template, YAML or JSON; those that it nests come along; else dist/main.yaml',
  },
  parameters: {
    type: 'string',
    multiple: true,
    value: 'FILE|NAME=VALUE',
    help: 'values of parameters; more NAME=VALUE may follow; a parameter without one may have any that it admits',
  },
  corporate: {
    type: 'string',
    value: 'NAME|CIDR',
    help: `the parameter that holds the corporate network, or its block; else ${CORPORATE}`,
  },
  format: { type: 'string', value: FORMATS, help: 'what is printed; else text' },
  html: { type: 'string', value: 'FILE', help: 'writes a page for a security reviewer as well' },
  against: {
    type: 'string',
    value: 'OLD',
    help: 'compares with older templates instead: a folder that holds files of the same names, or a file',
  },
  brief: { type: 'boolean', help: 'as text, with the assumptions only counted' },
  help: { type: 'boolean', help: 'this' },
} as const satisfies Record<string, Option>

/** What the person asked for. */
export interface Asked extends Source {
  /** The corporate network: a parameter's name or a block; undefined for the usual parameter. */
  readonly corporate: string | undefined
  readonly format: Format
  /** Where the page goes. */
  readonly html: string | undefined
  /** The older templates to compare with. */
  readonly against: string | undefined
  readonly brief: boolean
  readonly help: boolean
}

const HINT = 'npm run prove -- --help tells what there is.'

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Asked {
  const { values, positionals } = parse(args, OPTIONS, HINT)
  const source = sourceOf(values, positionals)
  const { corporate, format = 'text', html, against, brief, help } = values
  if (!Object.hasOwn(formats, format)) throw new UserError(`There is no format '${format}'.`, HINT)
  return {
    ...source,
    corporate,
    format: format as Format,
    html,
    against,
    brief: brief === true,
    help: help === true,
  }
}

/** What --help prints. */
export function helpText(): string {
  return `npm run prove -- [OPTION…]

Proves from templates who can reach the API, for every request and every value of the parameters. It reads files
only; nothing is sent. Ends with 0 when all theorems are proved, with 3 when one is refuted or not known; with
--against, with 0 when old and new accept the same requests, else with 3.

${optionLines(OPTIONS).join('\n')}
`
}
