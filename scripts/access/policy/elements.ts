import type { TextValue } from '../../template/value.ts'
import { arnFits } from './arn.ts'
import type { Selection } from './document.ts'
import { fits, readPattern, written } from './pattern.ts'
import { type Scope, saferMatch } from './scope.ts'
import { Unsettled } from './unsettled.ts'

/** Whether Action or NotAction covers the request; without regard to case (semantics 4.3). */
export function coversAction({ not, items }: Selection<TextValue>, scope: Scope): boolean {
  const action = scope.request.action.toLowerCase()
  const listed = items.map(({ text, at }) => {
    if (scope.variables && text.includes('${'))
      throw new Unsettled(`'${text}': an action has no policy variables`, at)
    return fits(written(text.toLowerCase()), action)
  })
  return listed.includes(true) !== not
}

/**
 * Whether Resource or NotResource covers the request; no such element covers everything.
 *
 * @param apiArn what `execute-api:/…` is expanded to, where API Gateway keeps the policy; undefined elsewhere
 */
export function coversResource(
  selection: Selection<TextValue> | undefined,
  apiArn: string | undefined,
  scope: Scope,
): boolean {
  if (!selection) return true
  const { not, items } = selection
  const safer = saferMatch(scope) !== not
  return items.map((item) => coversOne(item, apiArn, safer, scope)).includes(true) !== not
}

const SHORTHAND = 'execute-api:/'

function coversOne(item: TextValue, apiArn: string | undefined, safer: boolean, scope: Scope): boolean {
  const { text, at } = item
  const isShort = text.startsWith(SHORTHAND)
  if (isShort && apiArn === undefined) {
    const why = `'${text}' is expanded by API Gateway in policies that it keeps, not in this one (U9)`
    return scope.doubts.settle(why, at, safer)
  }
  const full = isShort ? { ...item, text: `${apiArn}/${text.slice(SHORTHAND.length)}` } : item
  const pattern = readPattern(full, scope)
  if (!pattern) return false
  const whole = fits(pattern, scope.request.resource)
  if (!full.text.startsWith('arn:')) return whole
  const byParts = arnFits(pattern, scope.request.resource)
  if (byParts === whole) return whole
  // A wildcard that would have to cross a colon of the first five: IAM says that it works within a part.
  const why = `whether a wildcard of '${text}' crosses a colon is not settled (semantics 4.3)`
  return scope.doubts.settle(why, at, byParts ?? safer)
}
