import type { Place, TextValue, Value } from '../../template/value.ts'
import type { Unmodelled } from './unmodelled.ts'

/** What every thing that a template makes has: where it is declared, and the id that others name it by. */
export interface Thing {
  /** `SecurePrivateApiVpc/ApiEndpoint`, as `Resource.address`. */
  readonly address: string
  /** Its id as texts of the same region hold it, symbols included. */
  readonly id: string
  readonly at: Place
}

export interface Vpc extends Thing {
  readonly cidr: TextValue | undefined
  /** Private DNS needs both (semantics, section 6). */
  readonly dnsSupport: boolean
  readonly dnsHostnames: boolean
  /** The id of the group that those without a group of their own are in. */
  readonly defaultGroup: string
  /** The gateways attached to it. */
  readonly internetGateways: readonly TextValue[]
}

export interface Subnet extends Thing {
  readonly vpc: TextValue
  readonly cidr: TextValue | undefined
  /** The id of the table associated with it; undefined for the VPC's main table, which has only the local route. */
  readonly routeTable: TextValue | undefined
  /** The id of the NACL associated with it; undefined for the VPC's default NACL, which lets everything pass. */
  readonly acl: TextValue | undefined
}

export interface RouteTable extends Thing {
  readonly vpc: TextValue
  /** Those that the template adds; every table also has the local route of its VPC. */
  readonly routes: readonly Route[]
}

export type TargetKind =
  | 'internet-gateway'
  | 'nat-gateway'
  | 'gateway'
  | 'instance'
  | 'interface'
  | 'peering'
  | 'transit-gateway'
  | 'other'

export interface Route {
  readonly destination: TextValue
  readonly target: { readonly kind: TargetKind; readonly id: TextValue }
  readonly at: Place
}

/** Whom a rule of a security group admits. */
export type Peer =
  | { readonly kind: 'cidr' | 'cidr6' | 'prefix-list'; readonly text: TextValue }
  /** The id of a group: those whose interfaces carry it. */
  | { readonly kind: 'group'; readonly text: TextValue }

export interface GroupRule {
  readonly direction: 'ingress' | 'egress'
  /** As written: `tcp`, `6`, `-1` for every protocol. */
  readonly protocol: TextValue
  /** As written; undefined where the rule names none. */
  readonly ports: { readonly from: TextValue; readonly to: TextValue } | undefined
  readonly peer: Peer
  /** EC2 adds it to a group that is made without egress rules; it stands nowhere in the template. */
  readonly implied: boolean
  readonly at: Place
}

export interface SecurityGroup extends Thing {
  /** Undefined for a group of the default VPC. */
  readonly vpc: TextValue | undefined
  /** The group that EC2 makes with each VPC. */
  readonly isDefault: boolean
  readonly rules: readonly GroupRule[]
}

export interface AclEntry {
  readonly direction: 'ingress' | 'egress'
  readonly number: TextValue
  readonly action: 'allow' | 'deny'
  /** As written: `6` for tcp, `-1` for every protocol. */
  readonly protocol: TextValue
  readonly cidr: TextValue
  readonly ports: { readonly from: TextValue; readonly to: TextValue } | undefined
  readonly at: Place
}

export interface NetworkAcl extends Thing {
  readonly vpc: TextValue
  /** In the order in which they are tried, as far as their numbers are known; then everything is denied. */
  readonly entries: readonly AclEntry[]
}

/** An interface endpoint, for whatever service. */
export interface Endpoint extends Thing {
  readonly vpc: TextValue
  readonly service: TextValue
  readonly subnets: readonly TextValue[]
  /** The VPC's default group where the template names none (semantics, section 6). */
  readonly groups: readonly TextValue[]
  readonly privateDns: boolean
  /** Where the flag stands, or the endpoint where it does not. */
  readonly privateDnsAt: Place
  /** Undefined for the default policy: full access. */
  readonly policy: Value | undefined
}

export interface Interface {
  readonly subnet: TextValue
  readonly groups: readonly TextValue[]
  /** The private address, where the template says it. */
  readonly ip: TextValue | undefined
  readonly at: Place
}

/** Something with addresses of its own in a subnet. */
export interface Host extends Thing {
  readonly kind: 'instance' | 'function' | 'inbound-resolver' | 'outbound-resolver'
  readonly interfaces: readonly Interface[]
}

/** The network that the templates make, its texts uninterpreted. */
export interface Network {
  readonly vpcs: readonly Vpc[]
  readonly subnets: readonly Subnet[]
  readonly routeTables: readonly RouteTable[]
  readonly groups: readonly SecurityGroup[]
  readonly acls: readonly NetworkAcl[]
  readonly endpoints: readonly Endpoint[]
  readonly hosts: readonly Host[]
  readonly unmodelled: readonly Unmodelled[]
}
