import type { Network } from '../../access/model/index.ts'
import { hasSymbols } from '../../template/symbols.ts'
import type { TextValue } from '../../template/value.ts'
import type { Valuation } from './valuation.ts'

/** The network with every block as it could be after deployment; ids keep their symbols, and compare as well. */
export function concrete(network: Network, valuation: Valuation): Network {
  const known = isKnown.get(network) ?? !blocksOf(network).some(({ text }) => hasSymbols(text))
  isKnown.set(network, known)
  if (known) return network
  const block = (text: TextValue): TextValue => ({ ...text, text: valuation(text.text) })
  const withBlock = <Thing extends { readonly cidr: TextValue | undefined }>(thing: Thing): Thing =>
    thing.cidr ? { ...thing, cidr: block(thing.cidr) } : thing
  const { vpcs, subnets, routeTables, groups, acls } = network
  return {
    ...network,
    vpcs: vpcs.map(withBlock),
    subnets: subnets.map(withBlock),
    routeTables: routeTables.map((table) => ({
      ...table,
      routes: table.routes.map((route) => ({ ...route, destination: block(route.destination) })),
    })),
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) =>
        rule.peer.kind === 'cidr' ? { ...rule, peer: { kind: 'cidr', text: block(rule.peer.text) } } : rule,
      ),
    })),
    acls: acls.map((acl) => ({ ...acl, entries: acl.entries.map(withBlock) })),
  }
}

/** Networks all of whose blocks are known: many packets are sent through each. */
const isKnown = new WeakMap<Network, boolean>()

const blocksOf = ({ vpcs, subnets, routeTables, groups, acls }: Network): TextValue[] => [
  ...[...vpcs, ...subnets, ...acls.flatMap(({ entries }) => entries)].flatMap(({ cidr }) => cidr ?? []),
  ...routeTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
  ...groups.flatMap(({ rules }) => rules.flatMap(({ peer }) => (peer.kind === 'cidr' ? peer.text : []))),
]
