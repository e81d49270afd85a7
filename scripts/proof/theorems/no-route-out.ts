import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

export const noRouteOut: Theorem = {
  id: 'no-route-out',
  kind: 'safety',
  sentence: "no route leads from the endpoint's subnets to an internet or NAT gateway",
  severity: 'error',
  assumes: ['open-world', 'ipv4-only'],
  touches: ['network', 'outside'],
  check({ network, requests }) {
    if (requests.endpoints.length === 0) return notApplicable('the endpoint is not in the templates')
    const ids = new Set(requests.endpoints.flatMap(({ subnets }) => subnets.map(({ text }) => text)))
    const objections = network.subnets
      .filter(({ id }) => ids.has(id))
      .flatMap((subnet): Reason[] => {
        const table = network.routeTables.find(({ id }) => id === subnet.routeTable?.text)
        return (
          (table?.routes ?? [])
            // Of other targets the reader has reported that they are not modelled.
            .filter(({ target: { kind } }) => kind === 'internet-gateway' || kind === 'nat-gateway')
            .map(({ destination, target, at }) => ({
              text: `${subnet.address} routes ${destination.text} to a ${target.kind.replace('-', ' ')}`,
              at,
            }))
        )
      })
    return unless(objections)
  },
}
