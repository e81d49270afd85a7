/**
 * What the lab makes: the network and the services of a region, with every address known. Names of devices, sets and
 * namespaces are made here and never taken from a template: they end up in scripts for ip and nft.
 */
export interface Plan {
  /** `aws`, `aws-cn`, `aws-us-gov`: what ARNs begin with. */
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly vpcs: readonly Vpc[]
  readonly hosts: readonly Host[]
  readonly endpoints: readonly Endpoint[]
  readonly functions: readonly LambdaFunction[]
  /** The network behind a VPN, with a DNS server that asks the VPC's inbound resolver; undefined where there is none. */
  readonly corporate: Corporate | undefined
}

/** A VPC, routed in a namespace of its own. */
export interface Vpc {
  /** `vpc0`: its namespace. */
  readonly name: string
  readonly id: string
  readonly cidr: string
  /** The Amazon resolver, at the VPC's address plus two; undefined with EnableDnsSupport off. */
  readonly resolver: string | undefined
  readonly subnets: readonly Subnet[]
  readonly groups: readonly SecurityGroup[]
  readonly interfaces: readonly Interface[]
}

export interface Subnet {
  /** `s0`, unique in the plan. */
  readonly name: string
  readonly id: string
  readonly cidr: string
  readonly declared: RuleText
  /** Undefined for the VPC's default NACL, which lets everything pass. */
  readonly acl: readonly AclEntry[] | undefined
  /** Where 0.0.0.0/0 goes. */
  readonly way: 'internet-gateway' | 'nat-gateway' | 'nowhere'
}

/** Which packets a rule is about. */
export interface Traffic {
  /** The number of the protocol; undefined for all. */
  readonly protocol: number | undefined
  /** Both included; undefined for all, and for protocols without ports. */
  readonly ports: { readonly from: number; readonly to: number } | undefined
}

/** An entry of a NACL; they are tried in this order, and then everything is denied. */
export interface AclEntry extends Traffic {
  readonly direction: 'ingress' | 'egress'
  readonly allow: boolean
  readonly cidr: string
  readonly rule: RuleText
}

export interface SecurityGroup {
  /** `g0`, unique in the plan. */
  readonly name: string
  readonly id: string
  readonly declared: RuleText
  readonly rules: readonly GroupRule[]
}

export interface GroupRule extends Traffic {
  readonly direction: 'ingress' | 'egress'
  readonly peer: { readonly cidr: string } | { readonly group: string }
  readonly rule: RuleText
}

/**
 * A rule, or what has rules, as people read it, with its line in the template:
 * `SecurePrivateApiVpc/IsolatedAcl entry 100, dist/…:12`.
 */
export type RuleText = string

/** A network interface (ENI): a veth pair, whose end in the VPC's namespace has this name. */
export interface Interface {
  /** `e0`, unique in the plan. */
  readonly name: string
  /** The namespace that its other end is in; `aws` for those that the lab itself answers on. */
  readonly namespace: string
  /** The name of the subnet. */
  readonly subnet: string
  readonly address: string
  /** What the internet gateway translates the address into. */
  readonly publicAddress: string | undefined
  /** Names of its groups. */
  readonly groups: readonly string[]
  /** Whose it is, for people: `SecurePrivateApiVpc/ApiEndpoint`. */
  readonly owner: string
}

/** A place to type commands at. */
export interface Host {
  /** `consumer`, `internet`, `stranger`, `corporate`, `other-vpc`: its namespace, too. */
  readonly name: HostName
  readonly address: string
  /** `ip-10-10-0-11`, as EC2 names hosts. */
  readonly hostname: string
  readonly nameserver: string
}

export const HOST_NAMES = ['consumer', 'internet', 'stranger', 'corporate', 'other-vpc'] as const
export type HostName = (typeof HOST_NAMES)[number]

/** An execute-api endpoint. */
export interface Endpoint {
  readonly id: string
  readonly vpc: string
  /** Of the templates; undefined for that of the other account, whose policy admits everything. */
  readonly owner: string | undefined
  readonly addresses: readonly string[]
  readonly privateDns: boolean
}

/** A function of the templates, in a namespace of its own. */
export interface LambdaFunction {
  /** `fn0`: its namespace. */
  readonly name: string
  /** Of the model. */
  readonly address: string
  readonly id: string
  /** The link-local addresses of its Runtime API: of the lab's end, and of the function's. */
  readonly runtimeApi: { readonly lab: string; readonly own: string }
  /** Its address on the internet; undefined for a function in a VPC, which has interfaces there. */
  readonly publicAddress: string | undefined
}

export interface Corporate {
  readonly cidr: string
  readonly host: string
  /** The corporate DNS server. */
  readonly dns: string
  /** Addresses of the inbound resolver that it forwards to. */
  readonly forwardsTo: readonly string[]
}
