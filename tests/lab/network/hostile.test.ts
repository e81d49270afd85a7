import { readModel } from '../../../scripts/access/gates/index.ts'
import { hostFiles, rulesetsOf, setupScript } from '../../../scripts/lab/network/index.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { att, type Declared, ref, regionOf } from '../../access/network/region.ts'

const ACCOUNT = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
const EVIL = `"; }\n'$(touch /tmp/evil)\`id\`;\nEND\nRULES\nCOMMANDS\nflush ruleset # \\`

interface Values {
  readonly name?: string
  readonly cidr?: string
  readonly ip?: string
  readonly protocol?: string
  readonly port?: string
  readonly peer?: string
  readonly aclCidr?: string
}

/** A region with an endpoint and a consumer whose names and values are these. */
function planWith({ name = '', cidr, ip, protocol, port, peer, aclCidr }: Values) {
  const id = (kind: string) => `${kind}${name}`
  const inVpc = { VpcId: ref(id('Vpc')) }
  const of = (kind: string, type: string, properties: Record<string, unknown>): [string, Declared] => [
    id(kind),
    { type: `AWS::EC2::${type}`, properties },
  ]
  const resources = Object.fromEntries([
    of('Vpc', 'VPC', { CidrBlock: cidr ?? '10.0.0.0/16', Tags: [{ Key: 'Name', Value: name }] }),
    of('Subnet', 'Subnet', { ...inVpc, CidrBlock: '10.0.1.0/24' }),
    of('Group', 'SecurityGroup', {
      ...inVpc,
      GroupDescription: name,
      GroupName: name,
      SecurityGroupIngress: [
        {
          IpProtocol: protocol ?? 'tcp',
          FromPort: port ?? 443,
          ToPort: port ?? 443,
          CidrIp: peer ?? '10.0.0.0/16',
          Description: name,
        },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: att(id('Other'), 'GroupId') },
      ],
    }),
    of('Other', 'SecurityGroup', { ...inVpc, GroupDescription: name }),
    of('Acl', 'NetworkAcl', inVpc),
    of('Entry', 'NetworkAclEntry', {
      NetworkAclId: ref(id('Acl')),
      RuleNumber: 100,
      RuleAction: 'deny',
      Protocol: -1,
      CidrBlock: aclCidr ?? '0.0.0.0/0',
    }),
    of('Guard', 'SubnetNetworkAclAssociation', {
      SubnetId: ref(id('Subnet')),
      NetworkAclId: ref(id('Acl')),
    }),
    of('Endpoint', 'VPCEndpoint', {
      ...inVpc,
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.us-east-1.execute-api',
      SubnetIds: [ref(id('Subnet'))],
      SecurityGroupIds: [att(id('Group'), 'GroupId')],
    }),
    of('Consumer', 'Instance', {
      SubnetId: ref(id('Subnet')),
      SecurityGroupIds: [att(id('Other'), 'GroupId')],
      ...(ip ? { PrivateIpAddress: ip } : {}),
    }),
  ])
  return planOf(readModel(regionOf(resources), ACCOUNT), '192.168.0.0/16')
}

const everything = (values: Values): string => {
  const plan = planWith(values)
  const files = hostFiles(plan, { caPem: 'the CA' }).map(({ path, content }) => path + content)
  return [setupScript(plan), ...rulesetsOf(plan).map(({ text }) => text), ...files].join('\n')
}

test('names in a template leave no trace: others give the same scripts, byte by byte', () => {
  const plain = everything({})
  expect(everything({ name: EVIL })).toBe(plain)
  expect(plain).toContain('10.0.1.0/24')
  // What the words of the flow log are made of is not lost, it only goes nowhere else.
  expect(JSON.stringify(planWith({ name: EVIL }))).toContain('touch /tmp/evil')
})

test.each<[keyof Values, string]>([
  ['cidr', `10.0.0.0/16${EVIL}`],
  ['cidr', '10.0.0.0/16\n'],
  ['ip', `10.0.1.9${EVIL}`],
  ['ip', '10.0.1.9 '],
  ['protocol', `tcp${EVIL}`],
  ['port', '443; drop'],
  ['port', '443-444'],
  ['peer', `10.0.0.0/16${EVIL}`],
  ['peer', '@g0'],
  ['aclCidr', '0.0.0.0/0 accept'],
])('a %s that is none is refused: %j', (what, value) => {
  expect(() => planWith({ [what]: value })).toThrow(/is no IPv4 (block|address)|the (protocol|port) '/)
})
