import { characters, glob, literal, oneOf, pattern } from '../../../scripts/proof/logic/pattern.ts'
import { textClasses } from '../../../scripts/proof/logic/text-classes.ts'
import { Unsupported } from '../../../scripts/proof/logic/unsupported.ts'

const own = literal('vpce-\ue000')
const ids = pattern('vpce-…', [
  ...characters('vpce-'),
  ...oneOf('0123456789abcdef', { symbols: true, some: true }),
])
const classes = (...texts: string[]) =>
  textClasses('id', [ids], [own, ...texts.map((text) => glob(text))], { isFresh: () => true })

test.each([
  ['first', ['vpce-0*', 'vpce-*']],
  ['last', ['vpce-*', 'vpce-0*']],
])('a pattern that the value of a symbol decides about is refused, be it the %s', (_, texts) => {
  expect(() => classes(...texts)).toThrow(Unsupported)
  expect(() =>
    textClasses('id', [ids], [...texts.map((text) => glob(text)), own], { isFresh: () => true }),
  ).toThrow(Unsupported)
})

test('one that it does not decide about is not', () =>
  expect(classes('vpce-*', 'vpc-*').witnesses).toContain('vpce-\ue000'))
