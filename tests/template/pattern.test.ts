import { matches } from '../../scripts/template/pattern.ts'

it.each([
  ['^vpce-[0-9a-f]{8,17}$', 'vpce-0123abcd', true],
  ['^vpce-[0-9a-f]{8,17}$', 'vpce-xyz', false],
  // All of the value must match.
  ['[a-z]+', 'abc1', false],
  ['(?:a|b)', 'b', true],
  ['^(\\d{1,3})(\\.\\d{1,3}){3}/(8|16)$', '10.0.0.0/16', true],
  ['^(\\d{1,3})(\\.\\d{1,3}){3}/(8|16)$', '0.0.0.0/0', false],
  ['^(?!.*--)[a-z-]+$', 'a--b', false],
])('%s takes %s: %s', (pattern, value, expected) => {
  expect(matches(pattern, value)).toBe(expected)
})

// Without a limit this one would search for longer than anybody lives.
it('a pattern that cannot be decided in time takes everything', () => {
  expect(matches(`${'a?'.repeat(50)}${'a'.repeat(50)}b`, 'a'.repeat(60))).toBe(true)
}, 20_000)

it('a pattern that is none takes everything', () => {
  expect(matches('[', 'x')).toBe(true)
})
