/**
 * Something outside went wrong, and neither the person's input nor this program is at fault: printed as two lines
 * without a stack, exit code 1.
 *
 * @param what what went wrong
 * @param cure what to do about it
 */
export class Failure extends Error {
  override name = 'Failure'

  constructor(what: string, cure: string) {
    super(`${what}\n${cure}`)
  }
}
