import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DIMENSIONS, tiles } from '../../../scripts/bench/growth/dimensions.ts'
import { largestQuestion } from '../../../scripts/bench/growth/recorder.ts'
import { prove } from '../../../scripts/proof/prove.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'

const folder = mkdtempSync(join(tmpdir(), 'growth-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const COUNTS: Record<string, (resources: Record<string, { Type: string; Properties?: object }>) => number> = {
  statements: ({ Api }) => JSON.stringify(Api).split('"Effect"').length - 1,
  routes: (all) => Object.values(all).filter(({ Type }) => Type === 'AWS::ApiGateway::Method').length,
  CIDRs: ({ EndpointGroup }) => JSON.stringify(EndpointGroup).split('"FromPort"').length - 1,
  resources: (all) => Object.keys(all).length,
}

/** Small, but with some of everything. */
const SMALL = 60

describe.each(DIMENSIONS.map((dimension) => [dimension.name, dimension] as const))(
  '%s',
  (name, dimension) => {
    test('every size has as many', () => {
      for (const n of dimension.sizes) expect(COUNTS[name]?.(JSON.parse(dimension.make(n)).Resources)).toBe(n)
    })

    test('all theorems hold of a small one, and its largest question is found', () => {
      const file = join(folder, `${name}.json`)
      writeFileSync(file, dimension.make(SMALL))
      const findings = prove(openStacks([file], new Map()))
      const failed = findings.filter(
        ({ theorem, verdict }) => theorem.severity === 'error' && /REFUTED|UNKNOWN/.test(verdict.kind),
      )
      expect(failed.map(({ theorem }) => theorem.id)).toEqual([])
      const { asked, largest } = largestQuestion(file)
      expect(asked).toBeGreaterThan(10)
      expect(largest.parts).toBeGreaterThan(50)
    })
  },
)

test.each([1, 2, 3, 10, 64, 1000])('%d blocks tile the VPC', (n) => {
  const blocks = tiles(n).map((text) => {
    const [address = '', length] = text.split('/')
    const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    return { first, next: first + 2 ** (32 - Number(length)) }
  })
  expect(blocks).toHaveLength(n)
  const sorted = blocks.toSorted((a, b) => a.first - b.first)
  expect(sorted[0]?.first).toBe(10 * 2 ** 24)
  expect(sorted.at(-1)?.next).toBe(10 * 2 ** 24 + 2 ** 16)
  for (const [i, { next }] of sorted.slice(0, -1).entries()) expect(sorted[i + 1]?.first).toBe(next)
})
