import { createInterface } from 'node:readline/promises'
import { type Paint, paintFor } from '../command/paint.ts'
import { UserError } from '../command/user-error.ts'

/** Where commands say what they do, and where somebody may answer. */
export interface Terminal {
  readonly write: (text: string) => void
  /** What was asked for, as against what is said on the way: a program may read it. */
  readonly result: (text: string) => void
  readonly paint: Paint
  /** Whether lines can be drawn over: a person watches. */
  readonly isLive: boolean
  readonly columns: () => number
  readonly rows: () => number
  /** Whether what is written is read by GitHub Actions, which marks files by workflow commands. */
  readonly isGitHub: boolean
  /** One line of an answer, or undefined where there is nobody to ask. */
  readonly ask: ((question: string, signal?: AbortSignal) => Promise<string>) | undefined
}

/**
 * This process's own.
 *
 * @param isForProgram whether a program reads the result, so that all else goes to standard error
 */
export function realTerminal(isForProgram: boolean): Terminal {
  const { stdin, stdout, stderr } = process
  const told = isForProgram ? stderr : stdout
  return {
    write: (text) => told.write(text),
    result: (text) => stdout.write(text),
    paint: paintFor(told, process.env),
    isLive: told.isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI,
    // A terminal that nobody has sized says 0.
    columns: () => told.columns || 80,
    rows: () => told.rows || 24,
    isGitHub: process.env.GITHUB_ACTIONS === 'true',
    ask: stdin.isTTY && told.isTTY ? (question, signal) => ask(told, question, signal) : undefined,
  }
}

async function ask(output: NodeJS.WriteStream, question: string, signal?: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output })
  // readline takes Ctrl-C for itself; it means the same as at any other moment.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return (await lines.question(question, signal ? { signal } : {})).trim()
  } finally {
    lines.close()
  }
}

/**
 * Whether the person agrees.
 *
 * @param given true where --yes or another option has agreed already
 * @throws UserError where nobody can be asked
 */
export async function consents(
  terminal: Terminal,
  question: string,
  given: boolean,
  option = '--yes',
  signal?: AbortSignal,
): Promise<boolean> {
  if (given) return true
  if (!terminal.ask)
    throw new UserError(
      `This needs consent, and there is nobody to ask: ${question}`,
      `${option} gives it beforehand.`,
    )
  return /^y(es)?$/i.test(await terminal.ask(`${question} [y/N] `, signal))
}
