import type { Condition } from './document.ts'
import { readFlag } from './operators/flags.ts'
import { operators } from './operators/index.ts'
import { valuesOf } from './request.ts'
import { type Scope, saferMatch } from './scope.ts'
import { Unsettled } from './unsettled.ts'

const byName = new Map(operators.map((operator) => [operator.name.toLowerCase(), operator]))
const FORM = /^(?:(foranyvalue|forallvalues):)?(.+?)(ifexists)?$/

/**
 * Whether a condition holds for the request (semantics 4.2).
 *
 * @throws Unsettled for an operator or value that cannot be read, even when the request lacks the key
 */
export function holds(condition: Condition, scope: Scope): boolean {
  const [, set, name = '', ifExists] = FORM.exec(condition.operator.toLowerCase()) ?? []
  const actual = valuesOf(scope.request.context, condition.key)
  if (name === 'null' && !set && !ifExists) {
    const flags = condition.values.map(({ text, at }) => readFlag(text, at))
    return flags.includes(actual === undefined)
  }
  const operator = byName.get(name)
  if (!operator) throw new Unsettled(`there is no operator '${condition.operator}'`, condition.at)
  const tests = condition.values.map((value) => operator.read(value, scope))
  const passes = (value: string): boolean => tests.some((matches) => matches(value)) !== operator.negated
  if (!actual)
    return holdsWithoutKey(condition, { set, ifExists: !!ifExists, negated: operator.negated }, scope)
  if (set === 'foranyvalue') return actual.some(passes)
  if (set === 'forallvalues') {
    const every = actual.every(passes)
    const why = `ForAllValues of an empty text counts as a missing key: it holds`
    return actual.every((value) => value === '') && !every
      ? scope.doubts.settle(why, condition.at, true)
      : every
  }
  const [only = '', ...more] = actual
  if (more.length === 0) return passes(only)
  // Like a list of the policy: some value matches; negated, none does.
  const reading = operator.negated ? actual.every(passes) : actual.some(passes)
  const why = `${condition.key} has several values, and ${condition.operator} is for keys with one`
  return scope.doubts.settle(why, condition.at, reading)
}

function holdsWithoutKey(
  { operator, key, at }: Condition,
  form: { set: string | undefined; ifExists: boolean; negated: boolean },
  scope: Scope,
): boolean {
  if (form.set === 'forallvalues') return true
  if (form.set === undefined) return form.negated || form.ifExists
  const why = `${operator} on ${key}, which the request lacks`
  if (form.ifExists) return scope.doubts.settle(`${why}: two rules collide`, at, saferMatch(scope))
  // IAM's rule for ForAnyValue names no exception.
  if (form.negated) return scope.doubts.settle(`${why}, is read as false (U13)`, at, false)
  return false
}
