import { rulesetsOf } from '../../../scripts/lab/network/index.ts'
import { agentsOf, Differential, sample } from './differential.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import type { Probes } from './probes.ts'
import { worldOf } from './world.ts'

const SEED = 2026

describeInNamespaces('the kernel with the lab rules against scripts/access', () => {
  let network: TestNetwork
  let probes: Probes
  beforeAll(async () => {
    network = await TestNetwork.of(
      worldOf({ groups: [[], [], []], acls: [], subnetAcls: [], memberships: [] }).plan,
    )
    probes = await agentsOf(network)
  }, 60_000)
  afterAll(() => network.stop())

  test('agree on random topologies', async () => {
    const started = Date.now()
    const tally = await new Differential(network, probes).compare(sample(SEED, 220, 12), rulesetsOf)
    process.stdout.write(`${JSON.stringify(tally, null, 1)} ${Date.now() - started} ms\n`)
    expect(tally.disagreements).toEqual([])
  }, 120_000)
})
