import { notApplicable, type Theorem, unless } from './theorem.ts'

export const hidesPublicApis: Theorem = {
  id: 'hides-public-apis',
  kind: 'validity',
  sentence: "private DNS hides no public API of the region from the VPC's hosts",
  severity: 'warning',
  assumes: ['private-dns'],
  touches: ['network', 'outside'],
  check({ network, requests }) {
    const endpoints = requests.endpoints.filter(({ privateDns }) => privateDns)
    if (endpoints.length === 0) return notApplicable('no endpoint of the templates has private DNS')
    return unless(
      endpoints.map((endpoint) => {
        const callers = network.hosts
          .filter(({ interfaces }) =>
            interfaces.some(({ subnet }) =>
              network.subnets.some(({ id, vpc }) => id === subnet.text && vpc.text === endpoint.vpc.text),
            ),
          )
          .map(({ address }) => address)
        return {
          text: `default URLs of public APIs answer 403 to ${callers.join(', ') || 'every host'} of its VPC (semantics 1.3)`,
          at: endpoint.privateDnsAt,
        }
      }),
    )
  },
}
