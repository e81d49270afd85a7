import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

/** The demo made a group for its endpoint and never put it there: it had no effect at all. */
export const openGroupIsAttached: Theorem = {
  id: 'open-group-is-attached',
  kind: 'validity',
  sentence: 'every security group that lets in 443 is on something',
  severity: 'error',
  assumes: [],
  touches: ['network', 'outside'],
  check({ network, requests }) {
    if (requests.endpoints.length === 0) return notApplicable('the endpoint is not in the templates')
    const onEndpoints = new Set(network.endpoints.flatMap(({ groups }) => groups.map(({ text }) => text)))
    const objections = network.groups
      .filter(({ id, isDefault }) => !isDefault && !onEndpoints.has(id))
      .flatMap((group): Reason[] => {
        const open = group.rules.find(
          ({ direction, ports, protocol }) =>
            direction === 'ingress' &&
            ['tcp', '6', '-1'].includes(protocol.text) &&
            (!ports || (Number(ports.from.text) <= 443 && 443 <= Number(ports.to.text))),
        )
        return open ? [{ text: `${group.address} lets in 443 and is on no endpoint`, at: open.at }] : []
      })
    return unless(objections)
  },
}
