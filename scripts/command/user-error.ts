/**
 * A mistake of the person who called: printed as two lines without a stack, exit code 2.
 *
 * @param what what was wrong, with the value and where (`file:line`) it stands
 * @param cure what to do about it
 */
export class UserError extends Error {
  override name = 'UserError'

  constructor(what: string, cure: string) {
    super(`${what}\n${cure}`)
  }
}
