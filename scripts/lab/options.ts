import { type Option, optionLines, parse, type Source, sourceOf } from '../command/options.ts'
import { UserError } from '../command/user-error.ts'

/** The commands of the lab; help comes from here. */
const COMMANDS = {
  up: 'starts the lab and stays until Ctrl-C; what happens when no command is given',
  'exec HOST COMMAND…': 'runs a command at a host',
  'shell HOST': 'a shell at a host',
  status: 'whether the lab is up, with its hosts',
  reload: 'reads the templates again: rules and policies change under the running lab',
  logs: 'what APIs, functions and the lab itself have logged',
  flows: 'packets that were refused, with the rule that refused them',
  down: 'ends the lab',
} as const

const OPTIONS = {
  template: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'a template; those that it nests come along; else dist/main.yaml',
  },
  parameters: {
    type: 'string',
    multiple: true,
    value: 'FILE|NAME=VALUE',
    help: 'values of parameters; more NAME=VALUE may follow; else their defaults',
  },
  detach: { type: 'boolean', help: 'leaves the lab running in the background' },
  help: { type: 'boolean', help: 'this' },
} as const satisfies Record<string, Option>

/** What the person asked for. */
export type Asked =
  | { readonly command: 'up'; readonly detach: boolean; readonly source: Source }
  /** The process inside the lab's namespaces, started by `up` and by nobody else. */
  | { readonly command: 'region' }
  | { readonly command: 'exec'; readonly host: string; readonly argv: readonly string[] }
  | { readonly command: 'status' | 'reload' | 'logs' | 'flows' | 'down' | 'help' }

const HINT = 'npm run lab -- --help tells what there is.'
const SHELL = ['bash', '--norc', '-i'] as const

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Asked {
  const [first = 'up', ...rest] = args
  if (first === 'exec' || first === 'shell') return atHost(first, rest)
  const named = first.startsWith('-') ? 'up' : first
  const { values, positionals } = parse(first === named ? rest : args, OPTIONS, HINT)
  if (values.help) return { command: 'help' }
  if (named === 'region') return { command: named }
  if (named === 'up')
    return { command: named, detach: values.detach === true, source: sourceOf(values, positionals) }
  if (!['status', 'reload', 'logs', 'flows', 'down'].includes(named))
    throw new UserError(`'${named}' is no command of the lab.`, HINT)
  return { command: named as 'status' }
}

function atHost(command: 'exec' | 'shell', [host, ...argv]: readonly string[]): Asked {
  if (host === undefined || (command === 'exec') !== argv.length > 0)
    throw new UserError(
      command === 'exec' ? 'exec needs a host and a command.' : 'shell needs a host and nothing else.',
      command === 'exec' ? 'npm run lab -- exec consumer curl https://…' : 'npm run lab -- shell consumer',
    )
  return { command: 'exec', host, argv: command === 'exec' ? argv : SHELL }
}

/** What --help prints. */
export function helpText(): string {
  const commands = Object.entries(COMMANDS).map(([name, help]) => `  ${name.padEnd(20)} ${help}`)
  return `npm run lab -- [COMMAND] [OPTION…]

A small region on this machine, in network namespaces: the templates' network, APIs and functions, and hosts to call
them from. It needs no AWS account and no internet, and sends nothing outside its own namespaces.

${commands.join('\n')}

with up:
${optionLines(OPTIONS).join('\n')}
`
}
