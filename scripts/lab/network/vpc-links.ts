import { blockAt, nth } from '../plan/addresses.ts'
import type { Interface, Plan, Subnet, Vpc } from '../plan/plan.ts'
import { NAT_GATEWAY } from '../plan/public.ts'
import { AWS, type Batch, MTU } from './batch.ts'
import { hasGateway, INTERNET_GATEWAY, ISP, ISP_ADDRESS, NOWHERE, RESOLVER, vpcAddress } from './routers.ts'

/** Tables and priorities of the VPC's router: what the main table does not know is for the subnet's to say. */
const TO_INTERNET = 100
const TO_NOWHERE = 199
const OF_SUBNETS = 40_000
const OF_NOBODY = 50_000

/**
 * The router of a VPC. Every interface has a link of its own and the router answers ARP for the others, so that each
 * packet, also one within a subnet, passes the router's filters, as in a real VPC:
 *
 *     consumer eth0 ── e2 ┐      ┌ igw ── isp
 *                         ├ vpc0 ┼ vpn ── corporate
 *            aws e0 ── e0 ┘      └ dns ── aws (the Amazon resolver)
 */
export function linkVpc(batch: Batch, plan: Plan, vpc: Vpc): void {
  for (const one of vpc.interfaces) linkInterface(batch, vpc, one)
  const own = vpcAddress(plan.vpcs, vpc)
  if (vpc.resolver) {
    const device = `${vpc.name}-${RESOLVER}`
    batch.stub(
      { namespace: vpc.name, device: RESOLVER, address: own },
      { namespace: AWS, device, addresses: [vpc.resolver] },
      MTU.eni,
    )
    batch.answersFrom(vpc.resolver, { address: own }, device)
  }
  if (hasGateway(vpc)) linkGateway(batch, vpc, own)
  batch.at(
    vpc.name,
    // An address of the VPC that nobody has: no ARP answer, no packet to the internet.
    `route add blackhole ${vpc.cidr}`,
    `route add default dev ${NOWHERE} table ${TO_NOWHERE}`,
    `rule add pref ${OF_NOBODY} lookup ${TO_NOWHERE}`,
  )
}

function linkInterface(batch: Batch, vpc: Vpc, { name, namespace, address, subnet: id }: Interface): void {
  const subnet = vpc.subnets.find((one) => one.name === id)
  if (!subnet) throw new Error(`the interface ${name} is in no subnet of ${vpc.name}`)
  const { gateway, bits } = gatewayOf(subnet)
  const managed = namespace === AWS
  const device = managed ? name : 'eth0'
  batch.stub(
    { namespace: vpc.name, device: name, address: gateway },
    { namespace, device, addresses: [address], bits: managed ? 32 : bits },
    MTU.eni,
  )
  // It answers ARP for others after up to 0.8 s otherwise.
  batch.at(vpc.name, `ntable change name arp_cache dev ${name} proxy_delay 0`)
  if (subnet.way !== 'nowhere')
    batch.at(vpc.name, `rule add pref ${OF_SUBNETS} iif ${name} lookup ${TO_INTERNET}`)
  if (managed) batch.answersFrom(address, { address: gateway }, name)
  else batch.at(namespace, `route add default via ${gateway} dev ${device}`)
}

function linkGateway(batch: Batch, vpc: Vpc, own: string): void {
  batch.wire(
    { namespace: vpc.name, device: INTERNET_GATEWAY, address: own },
    { namespace: ISP, device: vpc.name, address: ISP_ADDRESS },
  )
  batch.at(
    vpc.name,
    `route add default via ${ISP_ADDRESS} dev ${INTERNET_GATEWAY} onlink table ${TO_INTERNET}`,
  )
  const publicly = vpc.interfaces.flatMap(({ publicAddress }) => (publicAddress ? [publicAddress] : []))
  const natted = vpc.subnets.some(({ way }) => way === 'nat-gateway') ? [NAT_GATEWAY] : []
  // The private addresses too: it is the gateway that refuses them, and says so.
  for (const there of [...publicly, ...natted, vpc.cidr])
    batch.at(ISP, `route add ${there} via ${own} dev ${vpc.name} onlink`)
}

/** The address of a subnet's router, the first after the subnet's own. */
function gatewayOf({ cidr }: Subnet): { gateway: string; bits: number } {
  const block = blockAt(cidr)
  return { gateway: nth(block, 1), bits: block.bits }
}
