import { parseArgs } from 'node:util'
import { UserError } from '../command/user-error.ts'

/** What the person asked for. */
export interface Options {
  /** Only mutations whose sentence or file matches this. */
  readonly only: RegExp | undefined
  readonly json: boolean
  /** Ask labs instead of the prover. */
  readonly lab: boolean
  /** `NAME=VALUE`, for a quick look: it is then about these values of main.yaml's parameters only. */
  readonly parameters: readonly string[]
  /** Of several processes that share the work, which one this is. */
  readonly share: { readonly index: number; readonly of: number } | undefined
}

const USAGE = 'Usage: npm run mutate -- [--only PATTERN] [--lab] [--json] [--parameters NAME=VALUE]'

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Options {
  const { only, json, lab, share, parameters = [] } = parsed(args)
  const [, index, of] = /^(\d+)\/([1-9]\d*)$/.exec(share ?? '') ?? []
  if (share !== undefined && index === undefined) throw new UserError(`--share '${share}'`, USAGE)
  return {
    only: only === undefined ? undefined : pattern(only),
    json: json === true,
    lab: lab === true,
    parameters,
    share: index === undefined ? undefined : { index: Number(index), of: Number(of) },
  }
}

function parsed(args: readonly string[]) {
  try {
    const options = {
      only: { type: 'string' },
      json: { type: 'boolean' },
      lab: { type: 'boolean' },
      share: { type: 'string' },
      parameters: { type: 'string', multiple: true },
    } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UserError((error as Error).message.split('. ')[0] ?? '', USAGE)
  }
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch (error) {
    throw new UserError(`--only '${text}': ${(error as Error).message}`, USAGE)
  }
}
