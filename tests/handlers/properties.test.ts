import { booleanProperty, stringProperty } from '../../handlers/properties.ts'

describe('properties of a custom resource', () => {
  it('are strings', () => {
    expect(stringProperty({ Url: 'https://api.example/' }, 'Url')).toBe('https://api.example/')
  })

  it.each([undefined, '', 1, ['a']])('are not %p', (value) => {
    expect(() => stringProperty({ Url: value }, 'Url')).toThrow('The property Url must be a string.')
  })

  it.each([
    ['true', true],
    ['false', false],
  ])('are booleans when spelled %s', (value, expected) => {
    expect(booleanProperty({ Signed: value }, 'Signed')).toBe(expected)
  })

  it.each(['True', 'no', '1'])('are no booleans when spelled %s', (value) => {
    expect(() => booleanProperty({ Signed: value }, 'Signed')).toThrow('must be true or false')
  })
})
