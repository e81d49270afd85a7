import type { TextValue } from '../../template/value.ts'
import type { Formula } from '../logic/formula.ts'
import { inBlock } from './block.ts'
import { dateMatch, numberMatch, type Order } from './comparisons.ts'
import type { KeyKind } from './keys.ts'
import type { Scope } from './subject.ts'
import { arnMatch, flagMatch, flagOfText, textMatch } from './text-operators.ts'

/** When a variable matches one value of a policy, without the operator's negation. */
export type Match = (variable: string, value: TextValue, scope: Scope) => Formula

/** A condition operator, for each kind of key that it applies to. */
export interface Operator {
  /** A negated operator holds when no value of the policy matches, so also when the request lacks the key. */
  readonly negated: boolean
  readonly kinds: ReadonlyMap<KeyKind, Match>
}

const TEXTS = ['text', 'texts'] as const
const ORDERS: Readonly<Record<string, Order>> = {
  lessthan: 'less',
  lessthanequals: 'less or equal',
  greaterthan: 'greater',
  greaterthanequals: 'greater or equal',
}

const on = (kinds: readonly KeyKind[], match: Match): [KeyKind, Match][] => kinds.map((kind) => [kind, match])

const withNegation = (
  name: string,
  negation: string,
  kinds: readonly [KeyKind, Match][],
): [string, Operator][] => [
  [name, { negated: false, kinds: new Map(kinds) }],
  [negation, { negated: true, kinds: new Map(kinds) }],
]

const strings = (
  name: string,
  negation: string,
  reading: Parameters<typeof textMatch>[0],
): [string, Operator][] =>
  withNegation(name, negation, [...on(TEXTS, textMatch(reading)), ...on(['flag'], flagOfText(reading))])

const orders = (prefix: string, kind: KeyKind, match: (order: Order) => Match): [string, Operator][] => [
  ...withNegation(`${prefix}equals`, `${prefix}notequals`, on([kind], match('equal'))),
  ...Object.entries(ORDERS).map(([suffix, order]): [string, Operator] => [
    `${prefix}${suffix}`,
    { negated: false, kinds: new Map(on([kind], match(order))) },
  ]),
]

/** Every condition operator but Null, by its name in lower case. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...strings('stringequals', 'stringnotequals', 'exact'),
  ...strings('stringequalsignorecase', 'stringnotequalsignorecase', 'ignore case'),
  ...strings('stringlike', 'stringnotlike', 'glob'),
  // ArnEquals and ArnLike are one operator: both expand wildcards (semantics 4.2).
  ...withNegation('arnequals', 'arnnotequals', on(['text'], arnMatch)),
  ...withNegation('arnlike', 'arnnotlike', on(['text'], arnMatch)),
  ...withNegation(
    'ipaddress',
    'notipaddress',
    on(['address'], (variable, { text, at }) => inBlock(variable, text, at)),
  ),
  ['bool', { negated: false, kinds: new Map(on(['flag'], flagMatch)) }],
  ...orders('numeric', 'number', numberMatch),
  ...orders('date', 'date', dateMatch),
])
