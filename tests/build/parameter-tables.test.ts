import { readFileSync } from 'node:fs'
import { templates } from '../../scripts/build/emit.ts'
import { type Parameterized, withParameterTables } from '../../scripts/build/parameter-tables.ts'

const readme = 'before\n<!-- parameters: written by npm run build -->\nold\n<!-- /parameters -->\nafter\n'
const template: Parameterized = {
  name: 'demo',
  body: {
    Parameters: {
      Bucket: { Description: 'A | B' },
      Mode: { Description: 'x', Default: 'on', AllowedValues: ['on', 'off'] },
      Cidr: { Description: 'y', Default: '' },
    },
    Outputs: { Url: { Description: 'of <api>' } },
  },
}

describe('the parameters in the README', () => {
  it('are those of the templates', () => {
    const text = readFileSync('README.md', 'utf8')
    expect(withParameterTables(text, templates)).toBe(text)
  })

  it('take the place of older ones, between the comments', () => {
    const written = withParameterTables(readme, [template])
    expect(written).toMatch(/^before\n/)
    expect(written).toMatch(/<!-- \/parameters -->\nafter\n$/)
    expect(written).not.toContain('old')
    expect(withParameterTables(written, [template])).toBe(written)
  })

  it.each([
    '| Bucket | **required** | A \\| B |',
    '| Mode | `on` or `off` | x |',
    '| Cidr | nothing | y |',
    '| Url | of &lt;api> |',
  ])('show %s', (row) => {
    expect(withParameterTables(readme, [template])).toContain(row)
  })

  it('are not written into a README without a place for them', () => {
    expect(() => withParameterTables('nothing', [template])).toThrow('lacks the comments')
  })
})
