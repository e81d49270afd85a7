import type { Network } from '../../../scripts/access/model/index.ts'
import { parseAddress } from '../../../scripts/proof/logic/address.ts'
import {
  type Formula,
  type FreeValues,
  type Model,
  parts,
  type Value,
  type Variables,
} from '../../../scripts/proof/logic/formula.ts'
import { carries, domains, KEYS, OUTSIDE, REQUEST } from '../../../scripts/proof/request/variables.ts'
import type { Packet } from './packets.ts'

/** The variables of a packet to the endpoint of a network. */
export function variablesOf(network: Network): Variables {
  const subnets = network.subnets.map(({ address }) => address)
  const all = new Map([
    ...KEYS,
    ...domains({
      ways: ['Endpoint'],
      resources: [],
      subnets,
      destinationSubnets: subnets,
      groups: network.groups.map(({ id }) => id),
    }),
  ])
  return new Map([...all].filter(([name]) => name.startsWith('packet.') || name === REQUEST.source))
}

/** The packet as models: one, or one for each port at which it may matter which one the client takes. */
export function modelsOf(network: Network, packet: Packet, ports: readonly number[]): Model[] {
  const [endpoint] = network.endpoints
  const door = endpoint?.subnets[packet.door] ?? endpoint?.subnets[0]
  const here = network.subnets.find(({ address }) => address === packet.subnet)
  const carried = (address: string) =>
    packet.carried.includes(address === 'Vpc.DefaultSecurityGroup' ? 'Default' : address)
  const fixed: [string, Value][] = [
    [REQUEST.source, parseAddress(packet.source)],
    [REQUEST.sourceSubnet, here?.address ?? OUTSIDE],
    [REQUEST.destination, parseAddress(packet.destination)],
    [REQUEST.destinationSubnet, network.subnets.find(({ id }) => id === door?.text)?.address],
    [REQUEST.protocol, packet.protocol],
    [REQUEST.port, packet.port],
    ...network.groups.map(({ id, address }): [string, Value] => [
      carries(id),
      carried(address) ? 'yes' : 'no',
    ]),
  ]
  const taken =
    packet.clientPort === undefined
      ? [...new Set([1024, ...ports, 65535])].filter((port) => 1024 <= port && port <= 65535)
      : [packet.clientPort]
  return taken.map((port) => new Map([...fixed, [REQUEST.sourcePort, port]]))
}

/** How the block that the proof does not know turns out for the packet's two addresses. */
export function freeOf(formula: Formula, packet: Packet, block: string): FreeValues {
  const names = [...parts(formula)].flatMap((part) =>
    part.kind === 'atom' && part.predicate.kind === 'free' ? [part.predicate.name] : [],
  )
  const address = (name: string) => (name.startsWith(REQUEST.source) ? packet.source : packet.destination)
  return new Map(names.map((name) => [name, lies(address(name), block)]))
}

/** By bits as text, so as to share nothing with either side. */
function lies(address: string, block: string): boolean {
  const [base = '', length = ''] = block.split('/')
  const bits = (text: string) =>
    text
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('')
  return bits(address).slice(0, Number(length)) === bits(base).slice(0, Number(length))
}
