import {
  arnGlob,
  characters,
  glob,
  literal,
  pattern,
  someExcept,
} from '../../../scripts/proof/logic/pattern.ts'
import { dependsOnSymbol } from '../../../scripts/proof/logic/symbol-dependence.ts'

const [X, Y] = ['\ue000', '\ue001']

test.each([
  ['vpce-*', `vpce-${X}`, false],
  ['vpce-0a*', `vpce-${X}`, true],
  ['vpce-?*', `vpce-${X}`, false],
  ['vpce-?', `vpce-${X}`, true],
  ['vpc-*', `vpce-${X}`, false],
  ['*', X, false],
  ['*a*', X, true],
  ['*:*', X, false],
  [`vpce-${X}`, `vpce-${X}`, false],
  [`vpce-${X}*`, `vpce-${X}`, false],
  [`*${X}`, `vpce-${X}`, false],
  // Two parameters may have the same value.
  [`vpce-${Y}`, `vpce-${X}`, true],
  [`vpc-${Y}`, `vpce-${X}`, false],
  [`arn:${Y}:b`, `arn:${X}:a`, false],
  [`arn:${Y}:a`, `arn:${X}:a`, true],
  [`arn:${X}:*`, `arn:${X}:${Y}`, false],
  [`arn:eu-west-1:*`, `arn:${X}:${Y}`, true],
  ['a*', 'abc', false],
])('%j on %j: %s', (text, value, expected) => expect(dependsOnSymbol(glob(text), value)).toBe(expected))

test('a fresh id is no text that a pattern spells out, but may begin with it', () => {
  const fresh = () => true
  expect(dependsOnSymbol(literal('vpce-0a'), `vpce-${X}`)).toBe(true)
  expect(dependsOnSymbol(literal('vpce-0a'), `vpce-${X}`, fresh)).toBe(false)
  expect(dependsOnSymbol(glob('api/0a/*'), `api/${X}/x`, fresh)).toBe(false)
  expect(dependsOnSymbol(glob('vpce-0a*'), `vpce-${X}`, fresh)).toBe(true)
})

test('a new id is no value that a parameter was given', () => {
  expect(dependsOnSymbol(literal(`vpce-${Y}`), `vpce-${X}`, (symbol) => symbol === X)).toBe(false)
  expect(dependsOnSymbol(literal(`vpce-${Y}`), `vpce-${X}`, (symbol) => symbol === Y)).toBe(false)
})

test('what a symbol is made of decides what it may be', () => {
  const digits = () => '0123456789'
  const never = () => false
  expect(dependsOnSymbol(literal('anonymous'), X)).toBe(true)
  expect(dependsOnSymbol(literal('anonymous'), X, never, digits)).toBe(false)
  expect(dependsOnSymbol(literal('111122223333'), X, never, digits)).toBe(true)
  expect(dependsOnSymbol(glob('*a'), `${X}a`, never, digits)).toBe(false)
  expect(dependsOnSymbol(glob('1*a'), `${X}a`, never, digits)).toBe(true)
})

test('the text may be a set of texts', () => {
  const route = pattern('route', [...characters(`arn:${X}:`), ...someExcept(' ')])
  expect(dependsOnSymbol(glob('arn:*:a'), route)).toBe(false)
  expect(dependsOnSymbol(glob('arn:eu*:a'), route)).toBe(true)
  const arn = arnGlob('arn:*:*:*:*:x')
  expect(
    arn && dependsOnSymbol(arn, pattern('all', [...characters(`arn:aws:api:${X}:`), ...someExcept(' ')])),
  ).toBe(false)
})
