import { type Endpoint, type Evidence, Undecided } from '../../access/model/index.ts'
import {
  isApiEndpoint,
  parseAddress,
  type Resolution,
  resolveByForwarding,
  resolveInVpc,
} from '../../access/network/index.ts'
import { addressText } from '../logic/address.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { concrete } from './concrete.ts'
import { OUTSIDER } from './packet.ts'
import type { Plain } from './plain.ts'

/**
 * Asks the resolver of the endpoint's VPC whether the API's name leads to the endpoint.
 *
 * @returns whether it could be asked
 * @throws Error when it says otherwise
 */
export function replayName({ network, api }: Subject, endpoint: Endpoint, leads: boolean): boolean {
  const vpc = network.vpcs.find(({ id }) => id === endpoint.vpc.text)
  if (!vpc || !isApiEndpoint(endpoint)) return false
  const resolution = resolveInVpc(network, vpc, api)
  // EC2 refuses a second endpoint with private DNS, so neither of two is the right one.
  const other = resolution.to === 'endpoint' && resolution.endpoint.id !== endpoint.id
  if (other && leads) return false
  if ((resolution.to === 'endpoint' && !other) !== leads) throw disagreement(endpoint, leads, resolution)
  return true
}

/** The same of a network whose DNS forwards the name to an inbound resolver, for a question that gets there. */
export function replayForwarded({ network, api }: Subject, endpoint: Endpoint, plain: Plain): boolean {
  const source = plain.found.model.get(REQUEST.source)
  const address = typeof source === 'bigint' ? parseAddress(addressText(source)) : undefined
  if (address === undefined) return false
  const { subnets, hosts } = network
  const resolvers = hosts.filter(({ kind }) => kind === 'inbound-resolver')
  const known = resolvers.every(({ interfaces }) =>
    interfaces.every((one) => subnets.some(({ id }) => id === one.subnet.text)),
  )
  if (!known || !isApiEndpoint(endpoint)) return false
  try {
    const resolution = resolveByForwarding(concrete(network, plain.valuation), { ...OUTSIDER, address }, api)
    if (resolution.to === 'endpoint') return true
    throw disagreement(endpoint, true, resolution)
  } catch (error) {
    if (error instanceof Undecided) return false
    throw error
  }
}

const disagreement = (endpoint: Endpoint, leads: boolean, { to, because }: Resolution): Error =>
  new Error(
    `internal error: the proof says that the API's name ${leads ? 'leads' : 'does not lead'} to ${endpoint.address}, the interpreter that it leads ${to === 'endpoint' ? 'there' : to}: ${because.map(({ says }: Evidence) => says).join(', ')}`,
  )
