import type { Condition } from '../../access/policy/document.ts'
import type { TextValue } from '../../template/value.ts'
import { absent, and, atom, equals, type Formula, not, or } from '../logic/formula.ts'
import { literal, type Pattern } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { type KeyKind, kindOfKey } from './keys.ts'
import { operators } from './operators.ts'
import type { Scope } from './subject.ts'

const FORM = /^(?:(foranyvalue|forallvalues):)?(.+?)(ifexists)?$/

interface Form {
  readonly variable: string
  readonly kind: KeyKind
  readonly set: string | undefined
  readonly ifExists: boolean
}

/** When one key of one operator holds. */
export function conditionFormula(condition: Condition, scope: Scope): Formula {
  const { operator, key, values, at } = condition
  const variable = key.toLowerCase()
  const kind = kindOfKey(variable)
  if (!kind) throw new Unsupported(`the condition key '${key}' is not known`, at)
  if (values.length === 0) throw new Unsupported(`${operator} on ${key} has no values`, at)
  const [, set, name = '', ifExists] = FORM.exec(operator.toLowerCase()) ?? []
  if (name === 'null' && !set && !ifExists) return or(...values.map((value) => isNull(variable, value)))
  const test = operators.get(name)
  const match = test?.kinds.get(kind)
  if (!test || !match) throw new Unsupported(`${operator} does not apply to ${key}, or is not known`, at)
  if (set === 'foranyvalue' && (ifExists || test.negated))
    throw new Unsupported(`${operator} on a request that lacks ${key} is not settled (U13)`, at)
  const matches = values.map((value) => match(variable, value, scope))
  const form = { variable, kind, set, ifExists: ifExists !== undefined }
  if (kind === 'texts') return ofElements(condition, form, matches, test.negated)
  return ofOne(form, or(...matches), test.negated)
}

/** A key with one value: a negated operator holds without the key, another only with IfExists or ForAllValues. */
function ofOne({ variable, kind, set, ifExists }: Form, match: Formula, negated: boolean): Formula {
  const without = absent(variable)
  if (set === 'forallvalues') {
    const holds = negated ? and(not(without), not(match)) : match
    return or(without, holds, ...(kind === 'text' ? [emptyTextHolds(variable)] : []))
  }
  if (negated) return not(match)
  return ifExists ? or(without, match) : match
}

/** A multivalued key: each value of the policy must be a pattern, and those together are one predicate. */
function ofElements(
  { operator, key, at }: Condition,
  { variable, set }: Form,
  matches: readonly Formula[],
  negated: boolean,
): Formula {
  if (!set) throw new Unsupported(`${key} has several values, and ${operator} is for keys with one`, at)
  const patterns = matches.map((match): Pattern => {
    if (match.kind === 'atom' && match.predicate.kind === 'pattern') return match.predicate.pattern
    throw new Unsupported(`${operator} on ${key} compares with a value that is not known yet`, at)
  })
  if (set === 'foranyvalue') return atom(variable, { kind: 'some', patterns, not: false })
  return or(atom(variable, { kind: 'every', patterns, not: negated }), emptyTextsHold(variable))
}

/** An empty text may count as a missing key for ForAllValues, which then holds: in doubt. */
const emptyTextHolds = (variable: string): Formula => and(equals(variable, ''), emptyCounts(variable))

const emptyTextsHold = (variable: string): Formula =>
  and(atom(variable, { kind: 'every', patterns: [literal('')], not: false }), emptyCounts(variable))

const emptyCounts = (variable: string): Formula =>
  atom(variable, { kind: 'free', name: `${variable} counts as missing when empty` })

function isNull(variable: string, { text, at }: TextValue): Formula {
  const flag = text.toLowerCase()
  if (flag !== 'true' && flag !== 'false') throw new Unsupported(`'${text}' is neither true nor false`, at)
  return flag === 'true' ? absent(variable) : not(absent(variable))
}
