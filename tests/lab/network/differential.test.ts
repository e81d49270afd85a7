import { rulesetsOf } from '../../../scripts/lab/network/index.ts'
import { agentsOf, Differential, EMPTY, sample, type Tally } from './differential.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import type { Probes } from './probes.ts'

const SEED = 2026

describeInNamespaces('the kernel with the rules of the lab, and what scripts/access decides', () => {
  let network: TestNetwork
  let probes: Probes
  let tally: Tally
  beforeAll(async () => {
    network = await TestNetwork.of(EMPTY)
    probes = await agentsOf(network)
  }, 60_000)
  afterAll(() => network.stop())

  test('agree on random topologies, and on the rule that refuses', async () => {
    tally = await new Differential(network, probes).compare(sample(SEED, 220, 12), rulesetsOf)
    expect(tally.disagreements).toEqual([])
  }, 120_000)

  test('of at least 200 topologies, with connections that pass or are refused by each kind of rule', () => {
    const { topologies, connections, passed, refused } = tally
    const by = Object.entries(refused).map(([kind, times]) => `${times} refused, ${kind}`)
    process.stdout.write(
      `differential: ${connections} connections in ${topologies} topologies: ${passed} pass, ${by.sort().join(', ')}; ` +
        '0 disagreements\n',
    )
    expect(topologies).toBeGreaterThanOrEqual(200)
    expect(passed).toBeGreaterThan(connections / 5)
    expect(Object.keys(refused).sort()).toEqual(
      [
        'an entry of a NACL',
        'no egress entry of a NACL',
        'no egress rule of a group',
        'no ingress entry of a NACL',
        'no ingress rule of a group',
        'the reply by an entry of a NACL',
        'the reply by no egress entry of a NACL',
        'the reply by no ingress entry of a NACL',
      ].sort(),
    )
  })
})
