import { existsSync, readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

describe('the locked dependencies', () => {
  it("leave cloudform's own TypeScript 3.9 and ts-node out", () => {
    const typescripts = Object.keys(packages).filter((path) => path.endsWith('node_modules/typescript'))
    expect(typescripts.map((path) => packages[path].version)).toEqual(['7.0.2'])
    expect(packages['node_modules/ts-node'].name).toBe('empty-npm-package')
    expect(existsSync('node_modules/cloudform/node_modules')).toBe(false)
  })

  it('are pinned to one version each', () => {
    const loose = Object.values({ ...dependencies, ...devDependencies }).filter(
      (version) => !/^\d+\.\d+\.\d+$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })

  it('are under licences that go with Apache-2.0', () => {
    const known =
      /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|CC-BY-4\.0|Python-2\.0|MIT OR Apache-2\.0|MIT OR CC0-1\.0|BSD-2-Clause OR MIT OR Apache-2\.0)/
    const others = Object.entries<{ license?: string; integrity?: string }>(packages).filter(
      ([path, { license, integrity }]) => path !== '' && integrity && !known.test(license ?? ''),
    )
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
  })
})
