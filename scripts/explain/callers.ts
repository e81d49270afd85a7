import type { Caller, Model } from '../access/gates/index.ts'
import type { Subnet } from '../access/model/index.ts'
import {
  type Block,
  blockOf,
  contains,
  isApiEndpoint,
  parseBlock,
  someHost,
} from '../access/network/index.ts'
import { UserError } from '../command/user-error.ts'
import { HINT } from './options.ts'

/** What the names of callers are taken from, beside the model. */
interface Facts {
  readonly model: Model
  /** The value of CorporateCidr, where the templates have such a parameter. */
  readonly corporate: string | undefined
}

/** The callers that have a name. */
const NAMED: Record<string, (facts: Facts) => Caller> = {
  consumer: ({ model }) => ({ kind: 'host', host: consumerOf(model) }),
  internet: () => ({ kind: 'internet', address: hostIn('203.0.113.0/24') }),
  stranger: ({ model }) => {
    const subnet = subnetOfEndpoint(model)
    return { kind: 'stranger', subnet, address: hostOf(subnet, 32) }
  },
  corporate: ({ corporate }) => {
    if (!corporate)
      throw new UserError(
        'There is no corporate network: CorporateCidr has no value.',
        'Add --parameters CorporateCidr=192.168.0.0/16, or give an address after --from.',
      )
    return { kind: 'linked', address: hostIn(corporate) }
  },
  // The worst case: its addresses are the same as ours.
  'other-vpc': ({ model }) => ({
    kind: 'other-vpc',
    account: '999999999999',
    vpc: 'vpc-0ffffffffffffffff',
    endpoint: 'vpce-0ffffffffffffffff',
    address: model.network.subnets.some(({ cidr }) => cidr)
      ? hostOf(subnetOfEndpoint(model), 32)
      : hostIn('10.0.0.0/24'),
  }),
}

/** The caller that a person names: by a name, an address or a CIDR. */
export function callerOf(from: string, facts: Facts): Caller {
  const named = Object.hasOwn(NAMED, from) ? NAMED[from] : undefined
  if (named) return named(facts)
  const block = parseBlock(from)
  if (!block)
    throw new UserError(
      `'${from}' is no caller: ${Object.keys(NAMED).join(', ')}, an address or a CIDR.`,
      HINT,
    )
  const { network } = facts.model
  const inside = network.subnets.find(({ cidr }) => cidr && isWithin(blockOf(cidr), block))
  const address = block.bits === 32 ? block.first : inside ? hostOf(inside, 32) : someHost(block)
  const vpc = network.vpcs.find(({ cidr }) => cidr && contains(blockOf(cidr), address))
  if (vpc) {
    const subnet = network.subnets.find(
      (one) => one.vpc.text === vpc.id && one.cidr && contains(blockOf(one.cidr), address),
    )
    if (subnet) return { kind: 'stranger', subnet, address }
    throw new UserError(`${from} is in ${vpc.address}, but in none of its subnets.`, subnetsText(facts.model))
  }
  const linked = [facts.corporate, ...PRIVATE].some((text) => isIn(text, address))
  return { kind: linked ? 'linked' : 'internet', address }
}

/** RFC 1918 and RFC 6598: who has such an address and is not in a VPC is in a network linked to it. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']

const isWithin = (inner: Block, outer: Block): boolean =>
  outer.first <= inner.first && inner.last <= outer.last

function isIn(text: string | undefined, address: number): boolean {
  const block = text === undefined ? undefined : parseBlock(text)
  return block !== undefined && contains(block, address)
}

function consumerOf({ network }: Model) {
  const instances = network.hosts.filter(({ kind }) => kind === 'instance')
  const found = instances.find(({ address }) => /(^|[/:])Consumer$/.test(address)) ?? instances[0]
  if (!found || (instances.length > 1 && !/Consumer$/.test(found.address))) {
    const names = instances.map(({ address }) => address).join(', ') || 'none'
    throw new UserError(
      `No instance is the consumer; the instances are: ${names}.`,
      'Give an address after --from.',
    )
  }
  return found
}

/** Where a caller in the VPC of the endpoint stands; in any subnet where there is no endpoint. */
function subnetOfEndpoint({ network }: Model): Subnet {
  const endpoint = network.endpoints.find(isApiEndpoint)
  const subnet = network.subnets.find(({ id }) => id === endpoint?.subnets[0]?.text) ?? network.subnets[0]
  if (!subnet) throw new UserError('The templates make no subnet to be in.', 'Give an address after --from.')
  return subnet
}

function subnetsText({ network }: Model): string {
  return `Its subnets are ${network.subnets.map(({ cidr }) => cidr?.text ?? '?').join(', ')}.`
}

const hostOf = ({ cidr }: Subnet, nth: number): number => (cidr ? someHost(blockOf(cidr), nth) : 0)

function hostIn(text: string): number {
  const block = parseBlock(text)
  if (!block) throw new UserError(`'${text}' is no IPv4 block.`, HINT)
  return someHost(block, 16)
}
