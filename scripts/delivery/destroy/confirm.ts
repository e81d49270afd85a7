import { UserError } from '../../command/user-error.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Whether the person has typed the stack's name: more than a y, which is typed without looking.
 *
 * @throws UserError where nobody can be asked
 */
export async function confirmed(
  terminal: Terminal,
  name: string,
  given: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  if (given) return true
  if (!terminal.ask)
    throw new UserError(
      `To delete ${name} takes consent, and there is nobody to ask.`,
      '--yes gives it beforehand.',
    )
  return (await terminal.ask(`Type the stack's name to delete it: `, signal)) === name
}
