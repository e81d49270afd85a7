import { otherVpc } from '../../../scripts/lab/plan/other-vpc.ts'
import type { AclEntry, GroupRule, Interface, Plan, Subnet, Traffic } from '../../../scripts/lab/plan/plan.ts'
import { LAPTOP } from '../../../scripts/lab/plan/public.ts'

const OTHER = otherVpc({ first: 0, last: 0, bits: 32 })

/** A small region: who is where. */
export const AT = {
  /** In the public subnet, with a public address. */
  consumer: '10.0.0.10',
  consumerPublicly: '203.0.113.100',
  /** In the public subnet, without a public address. */
  hidden: '10.0.0.11',
  /** In the private subnet, as the endpoint is. */
  stranger: '10.0.1.10',
  endpoint: '10.0.1.20',
  inboundResolver: '10.0.1.21',
  /** In the subnet with a NAT gateway. */
  worker: '10.0.2.10',
  amazonResolver: '10.0.0.2',
  laptop: LAPTOP,
  corporate: '192.168.0.20',
  corporateDns: '192.168.0.5',
  otherVpc: OTHER.host.address,
} as const

export const all: Traffic = { protocol: undefined, ports: undefined }
export const tcp = (from: number, to = from): Traffic => ({ protocol: 6, ports: { from, to } })
export const udp = (from: number, to = from): Traffic => ({ protocol: 17, ports: { from, to } })

type Peer = GroupRule['peer']
const rule =
  (direction: GroupRule['direction']) =>
  (traffic: Traffic, peer: Peer | string): GroupRule => ({
    ...traffic,
    direction,
    peer: typeof peer === 'string' ? { cidr: peer } : peer,
    rule: `a rule for ${JSON.stringify(peer)}`,
  })
export const ingress = rule('ingress')
export const egress = rule('egress')
const OUT = egress(all, '0.0.0.0/0')

const entry =
  (direction: AclEntry['direction'], allow: boolean) =>
  (traffic: Traffic, cidr = '0.0.0.0/0'): AclEntry => ({
    ...traffic,
    direction,
    allow,
    cidr,
    rule: `${allow ? 'allow' : 'deny'} ${direction} ${JSON.stringify(traffic)} ${cidr}`,
  })
export const allowIn = entry('ingress', true)
export const denyIn = entry('ingress', false)
export const allowOut = entry('egress', true)
export const denyOut = entry('egress', false)

interface Rules {
  readonly client?: readonly GroupRule[]
  readonly server?: readonly GroupRule[]
  readonly publicAcl?: readonly AclEntry[]
  readonly privateAcl?: readonly AclEntry[]
}

/** By default clients may send anything, and the server's group admits tcp/443 and udp/443 from everywhere. */
export function smallPlan({
  client = [OUT],
  server = [ingress(tcp(443), '0.0.0.0/0'), ingress(udp(443), '0.0.0.0/0')],
  publicAcl,
  privateAcl,
}: Rules = {}): Plan {
  const subnet = (name: string, cidr: string, way: Subnet['way'], acl?: Subnet['acl']): Subnet => ({
    name,
    id: `subnet-${name}`,
    declared: `Vpc/${name}, vpc.yaml:1`,
    cidr,
    acl,
    way,
  })
  const at = (
    name: string,
    namespace: string,
    place: string,
    address: string,
    groups: string[],
  ): Interface => ({
    name,
    namespace,
    subnet: place,
    address,
    publicAddress: namespace === 'consumer' ? AT.consumerPublicly : undefined,
    groups,
    owner: `Vpc/${namespace}`,
  })
  const host = (name: 'consumer' | 'stranger', address: string) => ({
    name,
    address,
    hostname: `ip-${address.replaceAll('.', '-')}`,
    nameserver: AT.amazonResolver,
  })
  return {
    region: 'us-east-1',
    partition: 'aws',
    account: '111122223333',
    vpcs: [
      {
        name: 'vpc0',
        id: 'vpc-0',
        cidr: '10.0.0.0/16',
        resolver: AT.amazonResolver,
        subnets: [
          subnet('s0', '10.0.0.0/24', 'internet-gateway', publicAcl),
          subnet('s1', '10.0.1.0/24', 'nowhere', privateAcl),
          subnet('s2', '10.0.2.0/24', 'nat-gateway'),
        ],
        groups: [
          { name: 'client', id: 'sg-client', declared: 'Vpc/client, vpc.yaml:2', rules: client },
          { name: 'server', id: 'sg-server', declared: 'Vpc/server, vpc.yaml:2', rules: server },
          { name: 'other', id: 'sg-other', declared: 'Vpc/other, vpc.yaml:2', rules: [OUT] },
        ],
        interfaces: [
          at('e0', 'consumer', 's0', AT.consumer, ['client', 'server']),
          at('e1', 'hidden', 's0', AT.hidden, ['client']),
          at('e2', 'stranger', 's1', AT.stranger, ['other']),
          at('e3', 'aws', 's1', AT.endpoint, ['server']),
          at('e4', 'aws', 's1', AT.inboundResolver, ['server']),
          at('e5', 'worker', 's2', AT.worker, ['other']),
        ],
      },
      OTHER.vpc,
    ],
    hosts: [
      host('consumer', AT.consumer),
      host('stranger', AT.stranger),
      { name: 'internet', address: LAPTOP, hostname: 'laptop', nameserver: '198.51.100.53' },
      { name: 'corporate', address: AT.corporate, hostname: 'workstation', nameserver: AT.corporateDns },
      OTHER.host,
    ],
    endpoints: [OTHER.endpoint],
    functions: [
      {
        name: 'fn0',
        address: 'Greeter',
        id: 'greeter',
        runtimeApi: { lab: '169.254.100.1', own: '169.254.100.2' },
        publicAddress: '203.0.113.10',
      },
    ],
    corporate: {
      cidr: '192.168.0.0/16',
      host: AT.corporate,
      dns: AT.corporateDns,
      forwardsTo: [AT.inboundResolver],
    },
  }
}
