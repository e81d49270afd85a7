import { placeText } from '../../template/value.ts'
import type { Condition, Statement } from './document.ts'

/** Why a statement matches or does not. */
export interface Evidence {
  readonly statement: Statement
  readonly matches: boolean
  /** Whether the caller is covered as a member of its account only, which delegates to the account (semantics 3.4). */
  readonly byAccount: boolean
  /** Every element that does not fit the request; none when the statement matches. */
  readonly mismatches: readonly ElementEvidence[]
  /** When the statement matches: its conditions with what they met. */
  readonly met: readonly ElementEvidence[]
}

/** An element of a statement and what the request has for it. */
export type ElementEvidence =
  | { readonly element: 'principal' | 'action' | 'resource'; readonly actual: string }
  /** `actual` is undefined when the request lacks the key. */
  | { readonly element: 'condition'; readonly condition: Condition; readonly actual: string | undefined }

/** A line for people: `Deny 'Ours' (policy.json:12) matches: aws:SourceVpce is 'vpce-b', StringNotEquals 'vpce-a'`. */
export function evidenceText({ statement, matches, byAccount, mismatches, met }: Evidence): string {
  const name = statement.sid === undefined ? `statement ${statement.index + 1}` : `'${statement.sid}'`
  const head = `${statement.effect} ${name} (${placeText(statement.at)})`
  const elements = (matches ? met : mismatches).map(elementText)
  if (byAccount && matches) elements.unshift('the principal is the account of the caller')
  const reasons = elements.length > 0 ? `: ${elements.join('; ')}` : ''
  return `${head} ${matches ? 'matches' : 'does not match'}${reasons}`
}

function elementText(evidence: ElementEvidence): string {
  if (evidence.element !== 'condition') return `the ${evidence.element} is ${evidence.actual}`
  const { operator, key, values } = evidence.condition
  const wanted = values.map(({ text }) => `'${text}'`).join(', ')
  const actual = evidence.actual === undefined ? 'absent' : `'${evidence.actual}'`
  return `${key} is ${actual}, ${operator} ${wanted}`
}
