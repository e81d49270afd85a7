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
    const kinds = Object.keys(refused).sort()
    const by = kinds.map((kind) => `${refused[kind]} ${kind}`)
    process.stdout.write(
      `differential: ${connections} connections in ${topologies} topologies: ${passed} pass, refused ${by.join(', ')}; ` +
        '0 disagreements\n',
    )
    expect(topologies).toBeGreaterThanOrEqual(200)
    expect(passed).toBeGreaterThan(connections / 5)
    expect(kinds).toEqual([
      'a reply by an entry of a NACL',
      'a reply by no egress entry of a NACL',
      'a reply by no ingress entry of a NACL',
      'by an entry of a NACL',
      'by no egress entry of a NACL',
      'by no egress rule of a group',
      'by no ingress entry of a NACL',
      'by no ingress rule of a group',
    ])
  })
})
