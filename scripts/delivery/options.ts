import { type Option, optionLines, parse, refuseStray } from '../command/options.ts'
import { readParametersAndFiles } from '../command/parameters.ts'
import { UserError } from '../command/user-error.ts'
import type { Asked, Recovery } from './deployment/asked.ts'
import { type Only, SINGLES, singleName } from './deployment/only.ts'
import type { OutputFormat } from './stack/outputs-text.ts'

/** All options of the delivery's commands; each command takes some of them. */
const OPTIONS = {
  stack: { type: 'string', value: 'NAME', help: 'the stack; else secure-private-api' },
  only: {
    type: 'string',
    value: 'vpc|public|private|consumer',
    help: 'one of the four alone, as NAME-vpc and so on',
  },
  template: { type: 'string', value: 'FILE', help: 'another root template than dist/main.yaml' },
  parameters: {
    type: 'string',
    multiple: true,
    value: 'FILE|NAME=VALUE',
    help: 'values of parameters; more NAME=VALUE may follow. A deployment file may hold tags and the template as well',
  },
  'accept-risk': {
    type: 'string',
    multiple: true,
    value: 'THEOREM',
    help: 'goes on although this theorem would not hold',
  },
  express: {
    type: 'boolean',
    help: 'for trials: done as soon as settings are applied, while some things still settle; not protected',
  },
  yes: { type: 'boolean', help: 'agrees to what would be asked, but not to the loss of what is protected' },
  unprotect: { type: 'boolean', help: 'lifts the termination protection where the stack must be deleted' },
  recover: {
    type: 'string',
    value: 'continue|skip|force',
    help: 'with --yes, how far to go to free a rollback that is stuck; else continue',
  },
  detach: { type: 'boolean', help: 'starts it and does not watch' },
  'exit-code': { type: 'boolean', help: 'ends with 10 when there are changes' },
  json: { type: 'boolean', help: 'prints outputs as JSON' },
  env: { type: 'boolean', help: 'prints outputs as lines that a shell reads' },
  force: {
    type: 'boolean',
    help: 'as the last resort, deletes the stack without what cannot be deleted, which is left to you',
  },
  failed: { type: 'boolean', help: 'only what failed' },
  artifacts: { type: 'boolean', help: 'also empties and removes the bucket of templates' },
  help: { type: 'boolean', help: 'this' },
} as const satisfies Record<string, Option>

type Name = keyof typeof OPTIONS

/** A command of the delivery as data: help and parsing come from it. */
export interface Command {
  readonly name: string
  readonly purpose: string
  readonly options: readonly Name[]
}

/** What was asked, or the help to print. */
export type Values = ReturnType<typeof parse<typeof OPTIONS>>['values'] & {
  readonly pairs: readonly string[]
}

/** Reads the arguments of a command; prints the help and returns undefined where that was asked for. */
export function readOptions(
  { name, purpose, options }: Command,
  args: readonly string[],
): Values | undefined {
  const own = Object.fromEntries(
    Object.entries(OPTIONS).filter(([option]) => option === 'help' || options.includes(option as Name)),
  )
  const { values, positionals } = parse(
    args,
    own as typeof OPTIONS,
    `npm run ${name} -- --help tells what there is.`,
  )
  if (values.help) {
    process.stdout.write(`npm run ${name} -- [OPTION…]\n\n${purpose}\n\n${optionLines(own).join('\n')}\n`)
    return undefined
  }
  if (!options.includes('parameters')) refuseAll(positionals, name)
  refuseStray(positionals, (stray) => `A template is named by --template ${stray}`)
  return { ...values, pairs: positionals }
}

function refuseAll([first]: readonly string[], name: string): void {
  if (first !== undefined)
    throw new UserError(`'${first}' belongs to no option.`, `npm run ${name} -- --help tells what there is.`)
}

/** The stack that a command is about. */
export const stackNameOf = (values: Values): string => targetIn(values).stackName

/** The same with what its name is made of. */
export function targetIn({ stack, only }: Values) {
  const family = familyOf(stack)
  if (only === undefined) return { stackName: family, family, only }
  const one = onlyOf(only)
  return { stackName: singleName(family, one), family, only: one }
}

/** What of plan and deploy the options ask for. */
export function askedOf(values: Values): Asked {
  const target = targetIn(values)
  const { only } = target
  if (only && values.template)
    throw new UserError(`--only ${only} and --template name two templates.`, 'Leave one of them out.')
  const { values: given, files } = readParametersAndFiles([...(values.parameters ?? []), ...values.pairs])
  refuseQualified(given.keys())
  const named = files.flatMap(({ template }) => template ?? [])
  const tags = files.flatMap((file) => [...file.tags].map(([Key, Value]) => ({ Key, Value })))
  return {
    ...target,
    file: values.template ?? (only && SINGLES[only].template) ?? named.at(-1) ?? 'dist/main.yaml',
    given,
    tags: files.some((file) => file.tags.size > 0) ? tags : undefined,
    acceptedRisks: values['accept-risk'] ?? [],
    express: values.express === true,
    yes: values.yes === true,
    unprotect: values.unprotect === true,
    recovery: recoveryOf(values.recover ?? 'continue'),
  }
}

/** How outputs are printed. */
export function formatOf({ json, env }: Values): OutputFormat {
  if (json && env) throw new UserError('--json and --env are two formats.', 'Leave one of them out.')
  return json ? 'json' : env ? 'env' : 'table'
}

/** A deployment has one root, and its region and account are where it goes. */
function refuseQualified(names: Iterable<string>): void {
  for (const name of names)
    if (name.includes(':'))
      throw new UserError(
        `'${name}' is no parameter of a deployment.`,
        'Give the name alone; region and account are those of AWS_REGION and of the credentials.',
      )
}

/** Names that CloudFormation takes (API reference, CreateStack); nothing else is put into a command or an answer. */
function familyOf(name = 'secure-private-api'): string {
  if (/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name)) return name
  throw new UserError(
    `--stack '${name}' is no name of a stack.`,
    'It begins with a letter and has letters, digits and hyphens, at most 128.',
  )
}

function onlyOf(text: string): Only {
  if (text in SINGLES) return text as Only
  throw new UserError(`--only '${text}' is none of the four.`, `They are ${Object.keys(SINGLES).join(', ')}.`)
}

function recoveryOf(text: string): Recovery {
  if (text === 'continue' || text === 'skip' || text === 'force') return text
  throw new UserError(`--recover '${text}' is no way to recover.`, 'The ways are continue, skip and force.')
}
