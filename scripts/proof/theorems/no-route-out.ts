import type { TargetKind } from '../../access/model/index.ts'
import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

// Of other targets the reader has reported that they are not modelled.
const WAYS_OUT: ReadonlySet<TargetKind> = new Set(['internet-gateway', 'nat-gateway'])

export const noRouteOut: Theorem = {
  id: 'no-route-out',
  kind: 'safety',
  sentence: "no route leads from the endpoint's subnets to an internet or NAT gateway",
  severity: 'error',
  assumes: ['open-world', 'ipv4-only'],
  touches: ['network', 'outside'],
  check({ network, requests }) {
    if (requests.endpoints.length === 0) return notApplicable('the endpoint is not in the templates')
    const objections = requests.endpoints.flatMap((endpoint) =>
      endpoint.subnets.flatMap(({ text, at }): Reason[] => {
        const subnet = network.subnets.find(({ id }) => id === text)
        const table = network.routeTables.find(({ id }) => id === subnet?.routeTable?.text)
        const out = (table?.routes ?? []).filter(({ target }) => WAYS_OUT.has(target.kind))
        if (!subnet?.routeTable || out.length === 0) return []
        return [
          ...out.map((route) => ({
            text: `${subnet.address} routes ${route.destination.text} to a ${route.target.kind.replace('-', ' ')}`,
            at: route.at,
          })),
          { text: `${subnet.address} gets this route here`, at: subnet.routeTable.at },
          { text: `${endpoint.address} is in ${subnet.address}`, at },
        ]
      }),
    )
    return unless(objections)
  },
}
