import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UserError } from './user-error.ts'

/** An option of a command: help, parsing and messages come from here. */
export interface Option {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** What stands for its value in the help. */
  readonly value?: string
  readonly help: string
}

/**
 * The arguments of a command.
 *
 * @param hint what to say to those who ask for something that there is not
 */
export function parse<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  hint: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UserError((error as Error).message.split(/\. |\n/)[0] ?? '', hint)
  }
}

/** Templates, and the values of their parameters as written. */
export interface Source {
  readonly templates: readonly string[]
  /** Files and NAME=VALUE, in the order given. */
  readonly parameters: readonly string[]
}

/** More NAME=VALUE may follow those behind --parameters; else dist/ is meant. */
export function sourceOf(
  values: { readonly template?: readonly string[]; readonly parameters?: readonly string[] },
  positionals: readonly string[],
): Source {
  refuseStray(positionals, (stray) => `A template is named by --template ${stray}`)
  return {
    templates: values.template ?? ['dist/main.yaml'],
    parameters: [...(values.parameters ?? []), ...positionals],
  }
}

/** @throws UserError for what is no NAME=VALUE */
export function refuseStray(positionals: readonly string[], cure: (stray: string) => string): void {
  const stray = positionals.find((text) => !text.includes('='))
  if (stray !== undefined) throw new UserError(`'${stray}' belongs to no option.`, cure(stray))
}

/** The options as lines of a help. */
export const optionLines = (options: Readonly<Record<string, Option>>): string[] =>
  Object.entries(options).flatMap(([name, { value, multiple, help }]) => [
    `  --${name}${value === undefined ? '' : ` ${value}`}${multiple ? ' …' : ''}`,
    `      ${help}`,
  ])
