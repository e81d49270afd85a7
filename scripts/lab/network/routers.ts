import type { Vpc } from '../plan/plan.ts'

/** The namespace of the internet's router, which nobody types commands at. */
export const ISP = 'isp'
export const CORPORATE = 'corporate'

/** Routers are known to each other by link-local addresses, the same on all their devices. */
export const ISP_ADDRESS = '169.254.1.1'
export const CORPORATE_ADDRESS = '169.254.1.2'
export const vpcAddress = (vpcs: readonly Vpc[], vpc: Vpc): string => `169.254.1.${10 + vpcs.indexOf(vpc)}`

/** Devices of a VPC's router that are no interfaces; those are named by the plan. */
export const INTERNET_GATEWAY = 'igw'
export const VPN = 'vpn'
export const RESOLVER = 'dns'
/** Where packets go that no route of their subnet is for. */
export const NOWHERE = 'lo'

/** Whether a VPC has a way to the internet. */
export const hasGateway = ({ subnets }: Vpc): boolean => subnets.some(({ way }) => way !== 'nowhere')
