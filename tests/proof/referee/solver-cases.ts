import { parseBlock } from '../../../scripts/proof/logic/address.ts'
import {
  absent,
  and,
  atom,
  FALSE,
  type Formula,
  iff,
  implies,
  is,
  not,
  or,
  TRUE,
  type Variables,
} from '../../../scripts/proof/logic/formula.ts'
import { glob, literal, type Pattern } from '../../../scripts/proof/logic/pattern.ts'

export const CASE_VARIABLES: Variables = new Map([
  ['color', { kind: 'choice', values: ['red', 'green', 'blue'] }],
  ['mood', { kind: 'choice', values: ['good', 'bad'], optional: true }],
  ['port', { kind: 'integer', from: 1, to: 65535 }],
  ['age', { kind: 'integer', optional: true }],
  ['source', { kind: 'address', family: 'v4' }],
  ['peer', { kind: 'address', family: 'both', optional: true }],
  ['name', { kind: 'text', patterns: [glob('a*'), literal('b')] }],
  ['tags', { kind: 'texts', patterns: [literal('x'), literal('y'), literal('z')] }],
])

const red = is('color', 'red')
const green = is('color', 'green')
const blue = is('color', 'blue')
const good = is('mood', 'good')
const bad = is('mood', 'bad')
const port = (from: number, to = from) => atom('port', { kind: 'integers', from, to })
const age = (from: number, to: number) => atom('age', { kind: 'integers', from, to })
const name = (pattern: Pattern) => atom('name', { kind: 'pattern', pattern })
const free = (label: string) => atom('mood', { kind: 'free', name: label })
const block = (variable: string, text: string): Formula => {
  const range = parseBlock(text)
  return range ? atom(variable, { kind: 'addresses', range }) : FALSE
}
const tags = (kind: 'some' | 'every', negated: boolean, ...texts: string[]) =>
  atom('tags', { kind, not: negated, patterns: texts.map((text) => literal(text)) })

/** Formulas and whether they are satisfiable. */
export const SOLVER_CASES: readonly (readonly [string, Formula, boolean])[] = [
  ['true', TRUE, true],
  ['false', FALSE, false],
  ['two values at once', and(red, green), false],
  ['no value of a choice', and(not(red), not(green), not(blue)), false],
  ['neither value of an optional choice: absent', and(not(good), not(bad)), true],
  ['present without a value', and(not(good), not(bad), not(absent('mood'))), false],
  ['one of two, not both', and(or(red, good), not(and(red, good))), true],
  ['equivalence and its negation', and(iff(red, good), not(iff(good, red))), false],
  ['a disjunction in a conjunction', and(or(red, green), good, not(red), not(green)), false],
  ['a conjunction in a disjunction', and(or(and(red, good), blue), not(red), not(blue)), false],
  ['a port below the bounds', port(0), false],
  ['a port in no range', and(not(port(1, 442)), not(port(444, 70_000))), true],
  ['all but one port', and(not(port(1, 442)), not(port(444, 65_535)), not(port(443))), false],
  ['an empty range', port(5, 4), false],
  ['an unbounded number in no range', not(or(age(0, 9), age(11, 20))), true],
  ['every number', not(or(age(Number.NEGATIVE_INFINITY, 9), age(10, Infinity), absent('age'))), false],
  [
    'all halves of the addresses',
    not(or(block('source', '0.0.0.0/1'), block('source', '128.0.0.0/1'))),
    false,
  ],
  [
    'the first address outside a block',
    and(not(block('source', '10.0.0.0/8')), block('source', '11.0.0.0/32')),
    true,
  ],
  [
    'the last address of a block',
    and(block('source', '10.255.255.255'), not(block('source', '10.0.0.0/8'))),
    false,
  ],
  ['both families', not(or(block('peer', '0.0.0.0/0'), block('peer', '::/0'), absent('peer'))), false],
  ['IPv6 outside IPv4', and(not(block('peer', '0.0.0.0/0')), not(absent('peer'))), true],
  ['a text outside its domain', name(literal('c')), false],
  [
    'the rest of a domain',
    and(not(name(literal('a'))), not(name(glob('a?*'))), not(name(literal('b')))),
    false,
  ],
  ['two stars that match nothing', and(name(literal('a')), not(name(glob('a**')))), false],
  ['three stars that match nothing', and(name(literal('a')), not(name(glob('***a***')))), false],
  [
    'letters that no pattern names',
    and(name(glob('a?')), not(name(literal('aa'))), not(name(literal('ab')))),
    true,
  ],
  ['some element but not every', and(tags('some', false, 'x'), not(tags('every', false, 'x'))), true],
  ['every element of the empty set', and(absent('tags'), not(tags('every', false, 'x'))), false],
  ['some element of the empty set', and(absent('tags'), tags('some', true, 'x')), false],
  ['no element is x, and some is', and(tags('every', true, 'x'), tags('some', false, 'x')), false],
  ['all elements are neither', and(tags('every', true, 'x', 'y'), tags('some', false, 'z')), true],
  ['an element beside all', tags('some', true, 'x', 'y', 'z'), false],
  ['a free predicate either way', and(free('p'), not(free('q'))), true],
  ['a free predicate and its negation', and(free('p'), not(free('p'))), false],
  ['a free predicate of an absent variable', and(free('p'), absent('mood')), false],
  ['a free predicate that another implies', and(implies(free('p'), red), free('p'), blue), false],
]
