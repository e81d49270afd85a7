import { parseArgs } from 'node:util'
import { UserError } from '../command/user-error.ts'
import type { Source } from '../lab/options.ts'

const HINT = 'npm run verify -- --help tells what there is.'

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Source | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const stray = positionals.find((text) => !text.includes('='))
  if (stray !== undefined)
    throw new UserError(`'${stray}' belongs to no option.`, `A template is named by --template ${stray}`)
  return {
    templates: values.template ?? ['dist/main.yaml'],
    parameters: [...(values.parameters ?? []), ...positionals],
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        template: { type: 'string', multiple: true },
        parameters: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    throw new UserError((error as Error).message.split(/\. |\n/)[0] ?? '', HINT)
  }
}

/** What --help prints. */
export const helpText = (): string => `npm run verify -- [--template FILE …] [--parameters FILE|NAME=VALUE …]

Starts a lab of its own and lets every caller ask every API: by its default name, by its alias, by the endpoint's name
with the header Host or x-apigw-api-id, and at an address forced upon the name; on every declared route and on an
undeclared one. Prints the access matrix: what happened, with a cross where the proof or the reference interpreter
predicted otherwise. Ends with 0 when all came as predicted, else with 3. Where no lab can run, it prints the
predictions alone, and says of each that it is simulated.
`
