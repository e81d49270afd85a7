import type { Edit } from './callers.ts'

const CORPORATE = { CorporateCidr: '192.168.0.0/16' }
const EXISTING = {
  ExistingVpcEndpointId: 'vpce-0123456789abcdef0',
  ExistingVpcId: 'vpc-01234567',
  ExistingVpcCidr: '10.20.0.0/16',
  ExistingIsolatedSubnetIds: 'subnet-01234567',
}
const SIGNED = { ...CORPORATE, Authorization: 'AWS_IAM', InternetAccess: 'public-subnets' }
const VPC = 'secure-private-api-vpc.yaml'
const API = 'secure-private-api.yaml'

const fromVpc = (cidr: string) => `          CidrIp: ${cidr}\n          Description: HTTPS from the VPC\n`
const udp = (cidr: string) =>
  `          CidrIp: ${cidr}\n          Description: DNS over udp from corporate\n`
const egress = (protocol: string) => `The consumer: nothing in, HTTPS and DNS out"
      VpcId: !Ref VpcId
      SecurityGroupEgress:
        - IpProtocol: ${protocol}\n`
const DIVERTED = `Resources:
  Longer:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref IsolatedRouteTable
      DestinationCidrBlock: 10.10.2.0/23
      NatGatewayId: nat-0123456789abcdef0
`
const ASKS = 'aws:SourceVpce: !Ref VpcEndpointId'

/** dist/ with values of its parameters, and with a mistake at each gate. */
export const WORLDS: [name: string, values: Record<string, string>, edits: Edit[]][] = [
  ['all defaults', {}, []],
  ['a corporate network', CORPORATE, []],
  ['signed calls, from public subnets too', SIGNED, []],
  ['an endpoint that there is already', EXISTING, []],
  ['no private DNS', CORPORATE, [[VPC, 'PrivateDnsEnabled: true', 'PrivateDnsEnabled: false']]],
  ['a longer route elsewhere', CORPORATE, [[VPC, 'Resources:\n', DIVERTED]]],
  ['the endpoint closed to the VPC', CORPORATE, [[VPC, fromVpc('!Ref VpcCidr'), fromVpc('10.99.0.0/16')]]],
  ['the consumer without a way out', CORPORATE, [['api-consumer.yaml', egress('tcp'), egress('udp')]]],
  ['no DNS from the corporate network', CORPORATE, [[VPC, udp('!Ref CorporateCidr'), udp('10.99.0.0/16')]]],
  ['an endpoint policy for another action', CORPORATE, [[VPC, 'Action: execute-api:Invoke', 'Action: s3:*']]],
  [
    'no Deny of other endpoints',
    CORPORATE,
    [[API, `StringNotEquals:\n                ${ASKS}`, `StringEquals:\n                ${ASKS}`]],
  ],
  [
    'an Allow of every route',
    CORPORATE,
    [[API, 'Resource: execute-api:/miztiik/GET/secure/greeter', 'Resource: execute-api:/*']],
  ],
  [
    'a function that nobody may invoke',
    CORPORATE,
    [[API, 'Action: lambda:InvokeFunction', 'Action: lambda:GetFunction']],
  ],
]
