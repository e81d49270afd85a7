import { existsSync, readFileSync } from 'node:fs'
import { UserError } from '../command/user-error.ts'
import { complaintsFile, isForgotten, type State } from './state.ts'

/** Why nobody answers: no lab was started, or it was ended; or it ended by itself, and then what it said last. */
export function notUp(state: State): UserError {
  if (isForgotten(state)) return new UserError('The lab is not up.', 'Start it: npm run lab')
  const file = complaintsFile(state)
  const said = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (said === '')
    return new UserError(
      'The lab ended by itself and said nothing.',
      'It was killed, or this machine was started anew. Start it again: npm run lab',
    )
  return new UserError(
    `The lab ended by itself: ${lineOf(said)}`,
    `${file} has all that it said. Start it again: npm run lab`,
  )
}

/** Of a stack, the line that names the error. */
function lineOf(said: string): string {
  const lines = said.split('\n')
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? ''
}
