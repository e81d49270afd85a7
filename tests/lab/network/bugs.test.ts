import type { rulesetsOf } from '../../../scripts/lab/network/index.ts'
import { type Bug, exportsOf } from '../../support/seeded.ts'
import { BUGS } from './bugs.ts'
import { agentsOf, Differential, EMPTY, sample } from './differential.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import type { Probes } from './probes.ts'

const rulesetsWith = async (bug: Bug): Promise<typeof rulesetsOf> =>
  (await exportsOf<{ rulesetsOf: typeof rulesetsOf }>('scripts/lab/network/rulesets.ts', bug)).rulesetsOf

describeInNamespaces('the differential test notices that', () => {
  let network: TestNetwork
  let probes: Probes
  let differential: Differential
  beforeAll(async () => {
    network = await TestNetwork.of(EMPTY)
    probes = await agentsOf(network)
    differential = new Differential(network, probes)
  }, 60_000)
  afterAll(() => network.stop())

  test.each(BUGS)(
    '$name',
    async (bug) => {
      const { disagreements } = await differential.compare(sample(2026, 100, 12), await rulesetsWith(bug), 1)
      expect(disagreements).not.toEqual([])
    },
    60_000,
  )
})
