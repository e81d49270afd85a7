import { type Option, optionLines, parse, refuseStray } from '../command/options.ts'
import { UserError } from '../command/user-error.ts'

const OPTIONS = {
  from: {
    type: 'string',
    value: 'consumer|internet|stranger|corporate|other-vpc|ADDRESS|CIDR',
    help: 'who calls; of a CIDR, one of its hosts',
  },
  request: {
    type: 'string',
    value: "'GET /secure/greeter'",
    help: 'the verb and the path, without the stage',
  },
  api: {
    type: 'string',
    value: 'API',
    help: 'the API, by its logical id; else the one that declares the path',
  },
  stage: { type: 'string', value: 'STAGE', help: "the stage; else the API's first" },
  form: {
    type: 'string',
    value: 'default-name|alias-name|endpoint-name',
    help: 'how the API is addressed; else by its default name',
  },
  as: { type: 'string', value: 'ARN', help: 'the principal that signs the request; else nobody does' },
  template: { type: 'string', multiple: true, value: 'FILE', help: 'a template; else dist/main.yaml' },
  parameters: {
    type: 'string',
    multiple: true,
    value: 'FILE|NAME=VALUE',
    help: 'values of parameters; more NAME=VALUE may follow; else their defaults',
  },
  cases: {
    type: 'string',
    value: 'FILE',
    help: 'decide a file of policy cases instead, one line of JSON each',
  },
  format: { type: 'string', value: 'text|json', help: 'else text' },
  json: { type: 'boolean', help: 'the same as --format json' },
  help: { type: 'boolean', help: 'this' },
} as const satisfies Record<string, Option>

/** What the person asked for, as written. */
export interface Asked {
  readonly from: string | undefined
  readonly request: string | undefined
  readonly api: string | undefined
  readonly stage: string | undefined
  readonly form: string | undefined
  readonly as: string | undefined
  readonly templates: readonly string[]
  readonly parameters: readonly string[]
  readonly cases: string | undefined
  readonly json: boolean
  readonly help: boolean
}

/** What to say to those who asked for something that there is not. */
export const HINT = 'npm run explain -- --help tells what there is.'

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Asked {
  const { values, positionals } = parse(args, OPTIONS, HINT)
  refuseStray(positionals, () => HINT)
  const format = values.format ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UserError(`There is no format '${format}'.`, HINT)
  const { from, request, api, stage, form, as, cases } = values
  return {
    ...{ from, request, api, stage, form, as, cases },
    templates: values.template ?? [],
    parameters: [...(values.parameters ?? []), ...positionals],
    json: format === 'json' || values.json === true,
    help: values.help === true,
  }
}

/** What --help prints. */
export function helpText(): string {
  return `npm run explain -- --from CALLER --request 'VERB /path' [OPTION…]

Walks one request through every gate between its caller and the API, and says what each one decides and where in the
templates that stands. It reads templates only; nothing is sent.

${optionLines(OPTIONS).join('\n')}
`
}
