import { remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api-vpc.yaml'
const swap = (old: string, now: string) => within('ApiEndpoint', replace(old, now))

/** The endpoint itself, the VPC's DNS and what the stack tells of them. */
export const endpoint: readonly Harmful[] = [
  {
    id: 'private DNS is off',
    file,
    edit: swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the VPC has no DNS',
    file,
    edit: within('Vpc', replace('EnableDnsSupport: true', 'EnableDnsSupport: false')),
    expect: ['private-dns-works', 'consumer-is-accepted'],
  },
  {
    id: 'the VPC has no DNS host names',
    file,
    edit: within('Vpc', replace('EnableDnsHostnames: true', 'EnableDnsHostnames: false')),
    expect: ['private-dns-works', 'consumer-is-accepted'],
  },
  {
    id: 'the VPC is silent about DNS host names, so it has none',
    file,
    edit: within('Vpc', remove('      EnableDnsHostnames: true\n')),
    expect: ['private-dns-works', 'consumer-is-accepted'],
  },
  {
    id: 'the endpoint is in no subnet',
    file,
    edit: swap('      SubnetIds:\n        - !Ref IsolatedSubnetA\n        - !Ref IsolatedSubnetB\n', ''),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint is in a public subnet',
    file,
    edit: swap('!Ref IsolatedSubnetB', '!If [PublicSubnets, !Ref PublicSubnetB, !Ref IsolatedSubnetB]'),
    expect: ['no-route-out'],
  },
  {
    id: 'the endpoint is in another VPC',
    file,
    edit: swap('VpcId: !Ref Vpc', 'VpcId: vpc-0123456789abcdef0'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint is one for S3',
    file,
    edit: swap('.execute-api\n', '.s3\n'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint is a gateway',
    file,
    edit: swap('VpcEndpointType: Interface', 'VpcEndpointType: Gateway'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint says no type, so it is a gateway',
    file,
    edit: swap('      VpcEndpointType: Interface\n', ''),
    expect: ['consumer-is-accepted'],
  },
  {
    id: "the stack gives out the VPC's id as the endpoint's",
    file,
    edit: replace('Value: !Ref ApiEndpoint\n', 'Value: !Ref Vpc\n'),
    expect: ['values-can-match', 'consumer-is-accepted'],
  },
  {
    id: 'the resolver answers questions from inside instead: outbound',
    file,
    edit: within('Resolver', replace('Direction: INBOUND', 'Direction: OUTBOUND')),
    expect: ['corporate-is-accepted'],
  },
  {
    id: 'the resolver lets in no DNS from the corporate network',
    file,
    edit: within(
      'ResolverSecurityGroup',
      replace(
        `        - IpProtocol: udp
          FromPort: 53
          ToPort: 53
          CidrIp: !Ref CorporateCidr
          Description: DNS over udp from corporate
        - IpProtocol: tcp
          FromPort: 53
          ToPort: 53
          CidrIp: !Ref CorporateCidr
          Description: DNS over tcp from corporate
`,
        `        - IpProtocol: udp
          FromPort: 53
          ToPort: 53
          CidrIp: 192.0.2.0/24
`,
      ),
    ),
    expect: ['corporate-is-accepted'],
  },
]
