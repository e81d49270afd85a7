import type { Endpoint, Host, Vpc } from './plan.ts'

const ENDPOINT = '10.255.0.20'
const RESOLVER = '10.255.0.2'

/**
 * A VPC of another account in the same region, with an execute-api endpoint that admits everything: the neighbour whom
 * only the resource policy keeps out. Nothing of it is in the templates.
 */
export const OTHER_VPC: { readonly vpc: Vpc; readonly endpoint: Endpoint; readonly host: Host } = {
  vpc: {
    name: 'vpc1',
    id: 'vpc-0ffffffffffffffff',
    cidr: '10.255.0.0/24',
    resolver: RESOLVER,
    subnets: [
      {
        name: 'x0',
        id: 'subnet-0ffffffffffffffff',
        cidr: '10.255.0.0/24',
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
        rules: [
          {
            ...all(),
            direction: 'ingress',
            peer: { cidr: '0.0.0.0/0' },
            rule: 'the other account admits all',
          },
          {
            ...all(),
            direction: 'egress',
            peer: { cidr: '0.0.0.0/0' },
            rule: 'the other account admits all',
          },
        ],
      },
    ],
    interfaces: [
      { name: 'x0', namespace: 'other-vpc', address: '10.255.0.10', owner: 'other-vpc', ...open() },
      { name: 'x1', namespace: 'aws', address: ENDPOINT, owner: 'the endpoint of other-vpc', ...open() },
    ],
  },
  endpoint: {
    id: 'vpce-0ffffffffffffffff',
    vpc: 'vpc-0ffffffffffffffff',
    owner: undefined,
    addresses: [ENDPOINT],
    privateDns: true,
  },
  host: { name: 'other-vpc', address: '10.255.0.10', hostname: 'ip-10-255-0-10', nameserver: RESOLVER },
}

function all() {
  return { protocol: undefined, ports: undefined }
}

function open() {
  return { subnet: 'x0', groups: ['x0'], publicAddress: undefined }
}
