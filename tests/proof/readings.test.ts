import { readApis, readNetwork } from '../../scripts/access/model/index.ts'
import { regionsOf } from '../../scripts/proof/cases.ts'
import { Readings } from '../../scripts/proof/readings.ts'
import { symbolic } from '../../scripts/template/names.ts'
import { resolve } from '../../scripts/template/resolve.ts'
import { openStacks } from '../../scripts/template/stacks.ts'

const stacks = openStacks(['dist/main.yaml'], new Map([['AWS::Partition', 'aws']]))
const names = symbolic()
const regions = regionsOf(stacks, names)
const distinct = (things: Iterable<unknown>) => new Set(things).size

describe('worlds of dist/', () => {
  it('share the resources that are the same in them, and differ in the others', () => {
    const apis = regions.flatMap(({ resources }) =>
      resources.filter(({ address }) => address === 'SecurePrivateApi/Api'),
    )
    const vpcs = regions.flatMap(({ resources }) =>
      resources.filter(({ address }) => address === 'SecurePrivateApiVpc/Vpc'),
    )
    expect(distinct(vpcs)).toBe(1)
    expect(distinct(apis)).toBeGreaterThan(1)
    expect(distinct(apis)).toBeLessThan(apis.length / 4)
  })

  it('have just the resources that each has when it is resolved by itself', () => {
    for (const region of regions) {
      const alone = resolve(stacks, { choices: region.choices, except: region.except ?? new Map() }, names)
      expect(region.resources).toEqual(alone.resources)
    }
  })

  it('share what is read of them, which is what each gives when it is read by itself', () => {
    const readings = new Readings()
    for (const region of regions) {
      expect(readings.networkOf(region)).toEqual(readNetwork(region))
      expect(readings.apisOf(region)).toEqual(readApis(region))
    }
    expect(distinct(regions.map((region) => readings.networkOf(region)))).toBeLessThan(regions.length / 2)
  })
})
