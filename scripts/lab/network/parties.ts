import type { Plan, Vpc } from '../plan/plan.ts'
import { CHECK_IP, CORPORATE_PUBLIC, NAT_GATEWAY, PUBLIC_DNS, PUBLIC_FRONT_END } from '../plan/public.ts'

/** Somebody on the network. */
export interface Party {
  readonly address: string
  /** The host, or whose interface it is; undefined for an address that nobody has. */
  readonly name: string | undefined
}

/** Tells whose an address is, as seen from a VPC. */
export function partiesOf(plan: Plan, vpc: Vpc): (address: string) => Party {
  const hostAt = (address: string) => plan.hosts.find((host) => host.address === address)?.name
  const inVpc = ({ resolver, interfaces }: Vpc) => [
    ...interfaces.map(({ address, owner }) => [address, hostAt(address) ?? owner] as const),
    ...(resolver ? [[resolver, 'the Amazon resolver'] as const] : []),
  ]
  const translated = plan.vpcs.flatMap(({ interfaces }) =>
    interfaces.flatMap(({ address, publicAddress, owner }) =>
      publicAddress ? [[publicAddress, hostAt(address) ?? owner] as const] : [],
    ),
  )
  const { corporate, functions } = plan
  // VPCs may have the same addresses: the first that knows one is right.
  const known = [
    ...inVpc(vpc),
    ...(corporate ? [[corporate.dns, 'the corporate DNS server'] as const] : []),
    ...plan.hosts.map(({ name, address }) => [address, name] as const),
    ...functions.flatMap(({ publicAddress, address }) =>
      publicAddress ? [[publicAddress, address] as const] : [],
    ),
    ...translated,
    ...plan.vpcs.flatMap(inVpc),
    [PUBLIC_DNS, 'the public DNS'] as const,
    [PUBLIC_FRONT_END, 'the public front end of API Gateway'] as const,
    [CHECK_IP, 'checkip.amazonaws.com'] as const,
    [NAT_GATEWAY, 'the NAT gateway'] as const,
    [CORPORATE_PUBLIC, 'corporate'] as const,
  ]
  return (address) => ({ address, name: known.find(([one]) => one === address)?.[1] })
}
