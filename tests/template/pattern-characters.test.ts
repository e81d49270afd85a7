import { describe, expect, test } from '@jest/globals'
import { charactersOf } from '../../scripts/template/pattern-characters.ts'

describe('the characters that an AllowedPattern admits', () => {
  test.each([
    ['^$|^vpce-[0-9a-f]{8,17}$', '-0123456789abcdefpv'],
    ['^(?:ab|c)*d?\\.\\d{2}$', '.0123456789abcd'],
    ['^[a-c_.-]+$', '-._abc'],
    ['^[\\]*]$', '*]'],
    ['^a\\*$', '*a'],
    ['', ''],
  ])('%s', (pattern, characters) => {
    expect([...(charactersOf(pattern) ?? [])].sort().join('')).toBe(characters)
  })
})

describe('of a pattern that could stand for anything nothing is known', () => {
  test.each([
    '.*',
    '[^a]',
    'a.c',
    '\\S+',
    '(?i)abc',
    '(?!x)a',
    '(a)\\1',
    '[a-z&&[^b]]',
    '[z-a]',
    '[a',
    'é',
    '{',
  ])('%s', (pattern) => {
    expect(charactersOf(pattern)).toBeUndefined()
  })
})
