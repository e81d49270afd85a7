import { type Block, overlap } from '../../access/network/index.ts'
import { blockAt, nth } from './addresses.ts'
import type { Endpoint, Host, Vpc } from './plan.ts'

export const OTHER_ACCOUNT = '999999999999'

/** Its block, and another for where that is a part of our VPC. */
const [USUAL, ELSEWHERE] = ['10.255.0.0/24', '172.31.255.0/24'] as const

/**
 * A VPC of another account in the same region, with an execute-api endpoint that admits everything: the neighbour whom
 * only the resource policy keeps out. Nothing of it is in the templates. On AWS it may have the same addresses as ours;
 * here all that AWS answers at is in one namespace, where an address is but once.
 *
 * @param own the block of our VPC
 */
export function otherVpc(own: Block): {
  readonly vpc: Vpc
  readonly endpoint: Endpoint
  readonly host: Host
} {
  const cidr = overlap(own, blockAt(USUAL)) ? ELSEWHERE : USUAL
  const at = (number: number) => nth(blockAt(cidr), number)
  const [resolver, host, endpoint] = [at(2), at(10), at(20)]
  return {
    vpc: {
      name: 'vpc1',
      id: 'vpc-0ffffffffffffffff',
      cidr,
      resolver,
      subnets: [
        {
          name: 'x0',
          id: 'subnet-0ffffffffffffffff',
          cidr,
          declared: 'the subnet of the other account',
          acl: undefined,
          way: 'nowhere',
        },
      ],
      groups: [
        {
          name: 'x0',
          id: 'sg-0ffffffffffffffff',
          declared: 'the group of the other account',
          rules: [all('ingress'), all('egress')],
        },
      ],
      interfaces: [
        { name: 'x0', namespace: 'other-vpc', address: host, owner: 'other-vpc', ...OPEN },
        { name: 'x1', namespace: 'aws', address: endpoint, owner: 'the endpoint of other-vpc', ...OPEN },
      ],
    },
    endpoint: {
      id: 'vpce-0ffffffffffffffff',
      vpc: 'vpc-0ffffffffffffffff',
      owner: undefined,
      addresses: [endpoint],
      privateDns: true,
    },
    host: {
      name: 'other-vpc',
      address: host,
      hostname: `ip-${host.replaceAll('.', '-')}`,
      nameserver: resolver,
    },
  }
}

const all = <Direction extends 'ingress' | 'egress'>(direction: Direction) => ({
  protocol: undefined,
  ports: undefined,
  direction,
  peer: { cidr: '0.0.0.0/0' },
  rule: 'the other account admits all',
})

const OPEN = { subnet: 'x0', groups: ['x0'], publicAddress: undefined } as const
