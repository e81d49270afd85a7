import { parse, type Source, sourceOf } from '../command/options.ts'

const OPTIONS = {
  template: { type: 'string', multiple: true },
  parameters: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const

const HINT = 'npm run verify -- --help tells what there is.'

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Source | 'help' {
  const { values, positionals } = parse(args, OPTIONS, HINT)
  return values.help ? 'help' : sourceOf(values, positionals)
}

/** What --help prints. */
export const helpText = (): string => `npm run verify -- [--template FILE …] [--parameters FILE|NAME=VALUE …]

Starts a lab of its own and lets every caller ask every API: by its default name, by its alias, by the endpoint's name
with the header Host or x-apigw-api-id, and at an address forced upon the name; on every declared route and on an
undeclared one. Prints the access matrix: what happened, with a cross where the proof or the reference interpreter
predicted otherwise. Ends with 0 when all came as predicted, else with 3. Where no lab can run, it prints the
predictions alone, and says of each that it is simulated.
`
