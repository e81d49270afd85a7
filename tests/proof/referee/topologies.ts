import fc from 'fast-check'

/** A template of a small network: a VPC, subnets, groups, NACLs and one endpoint. */
export interface Topology {
  readonly Parameters: Record<string, unknown>
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>
}

const ref = (logicalId: string) => ({ Ref: logicalId })
const groupId = (logicalId: string) =>
  logicalId === 'Default'
    ? { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] }
    : { 'Fn::GetAtt': [logicalId, 'GroupId'] }

/** The subnets that there may be; the last two share a /24. */
export const SUBNETS: Record<string, string> = {
  SubnetA: '10.0.0.0/24',
  SubnetB: '10.0.1.0/24',
  SubnetC: '10.0.2.0/25',
  SubnetD: '10.0.2.128/25',
}
export const GROUPS = ['GroupA', 'GroupB', 'GroupC', 'Default']
/** A block that the proof does not know, and the interpreter is told. */
export const BLOCK = 'Block'

/** Borders of blocks lie side by side with the addresses of packets. */
const cidr = fc.constantFrom<unknown>(
  '0.0.0.0/0',
  '10.0.0.0/16',
  '10.0.0.0/24',
  '10.0.1.77/24',
  '10.0.0.0/23',
  '10.0.2.128/25',
  '10.0.2.126/31',
  '10.0.0.5/32',
  '192.168.0.0/16',
  '128.0.0.0/1',
  ref(BLOCK),
)
const RANGES = [
  [443, 443],
  [400, 500],
  [0, 65535],
  [0, 443],
  [443, 65535],
  [80, 80],
  [1024, 65535],
  [32768, 60999],
  [1024, 32767],
  [500, 400],
] as const
const range = fc.constantFrom(...RANGES)
const rarely = <T>(often: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 30, arbitrary: often }, { weight: 1, arbitrary: seldom })

const groupPeer = (direction: 'ingress' | 'egress') =>
  fc.constantFrom(...GROUPS).map(
    (group): Record<string, unknown> => ({
      [direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId']: groupId(group),
    }),
  )
const peer = (direction: 'ingress' | 'egress') =>
  rarely<Record<string, unknown>>(
    fc.oneof(
      { weight: 3, arbitrary: cidr.map((CidrIp) => ({ CidrIp })) },
      { weight: 2, arbitrary: groupPeer(direction) },
    ),
    fc.constantFrom<Record<string, unknown>>(
      { CidrIpv6: '::/0' },
      {
        [direction === 'ingress' ? 'SourcePrefixListId' : 'DestinationPrefixListId']: 'pl-0123456789abcdef0',
      },
    ),
  )
const rule = (direction: 'ingress' | 'egress') =>
  fc
    .tuple(
      rarely<string | number>(
        fc.constantFrom('tcp', 'tcp', 'tcp', '6', 6, '-1', 'udp', '17', 'icmp', '50'),
        fc.constantFrom('TCP', 'all', 'icmpv6'),
      ),
      rarely<readonly [unknown, unknown]>(range, fc.constantFrom([-1, -1], ['443', '443'])),
      peer(direction),
    )
    .map(([IpProtocol, [FromPort, ToPort], whom]) => ({ IpProtocol, FromPort, ToPort, ...whom }))

/** Groups that name each other in themselves would be resources in a circle. */
const isInline = (one: object): boolean => Object.keys(one).every((key) => !key.endsWith('SecurityGroupId'))
const NOTHING = { IpProtocol: '-1', CidrIp: '127.0.0.1/32' }

/** A group's rules; without egress rules EC2 adds its own. */
const group = fc.record({
  ingress: fc.array(rule('ingress'), { maxLength: 3 }),
  egress: fc.option(fc.array(rule('egress'), { minLength: 1, maxLength: 2 })),
})

const entry = fc
  .tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.boolean(),
    fc.constantFrom('allow', 'allow', 'deny'),
    fc.constantFrom<string | number>(6, '6', -1, '-1', 17, 1, 50),
    range,
    cidr,
  )
  .map(([number, Egress, RuleAction, Protocol, [From, To], CidrBlock]) => ({
    RuleNumber: number * 10,
    Egress,
    RuleAction,
    Protocol,
    CidrBlock,
    PortRange: { From, To },
  }))
/** A NACL has one entry of a number in each direction. */
const entries = fc.uniqueArray(entry, {
  maxLength: 7,
  selector: ({ RuleNumber, Egress }) => `${RuleNumber} ${Egress}`,
})

export const topologies: fc.Arbitrary<Topology> = fc
  .record({
    count: fc.integer({ min: 2, max: 4 }),
    groups: fc.tuple(group, group, group),
    added: fc.array(fc.tuple(fc.constantFrom(...GROUPS), rule('ingress')), { maxLength: 2 }),
    acls: fc.tuple(entries, entries),
    guards: fc.array(fc.constantFrom(undefined, 'AclA', 'AclB'), { minLength: 4, maxLength: 4 }),
    inside: fc.uniqueArray(fc.integer({ min: 0, max: 1 }), { minLength: 1 }),
    carried: fc.uniqueArray(fc.constantFrom('GroupA', 'GroupB'), { maxLength: 2 }),
  })
  .map(({ count, groups, added, acls, guards, inside, carried }) => {
    const resources: Topology['Resources'] = {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    }
    const add = (direction: string, name: string, properties: Record<string, unknown>) => {
      resources[`Rule${Object.keys(resources).length}`] = {
        Type: `AWS::EC2::SecurityGroup${direction}`,
        Properties: { GroupId: groupId(name), ...properties },
      }
    }
    const subnets = Object.entries(SUBNETS).slice(0, count)
    for (const [index, [name, CidrBlock]] of subnets.entries()) {
      resources[name] = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Vpc'), CidrBlock } }
      const acl = guards[index]
      if (acl)
        resources[`${name}Acl`] = {
          Type: 'AWS::EC2::SubnetNetworkAclAssociation',
          Properties: { SubnetId: ref(name), NetworkAclId: ref(acl) },
        }
    }
    for (const [index, { ingress, egress }] of groups.entries()) {
      const name = GROUPS[index] ?? ''
      resources[name] = {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'one of several',
          VpcId: ref('Vpc'),
          SecurityGroupIngress: ingress.filter(isInline),
          ...(egress && { SecurityGroupEgress: [NOTHING, ...egress.filter(isInline)] }),
        },
      }
      for (const one of ingress.filter((other) => !isInline(other))) add('Ingress', name, one)
      for (const one of (egress ?? []).filter((other) => !isInline(other))) add('Egress', name, one)
    }
    for (const [name, properties] of added) add('Ingress', name, properties)
    for (const [index, all] of acls.entries()) {
      const name = ['AclA', 'AclB'][index] ?? ''
      resources[name] = { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: ref('Vpc') } }
      for (const [number, properties] of all.entries())
        resources[`${name}Entry${number}`] = {
          Type: 'AWS::EC2::NetworkAclEntry',
          Properties: { NetworkAclId: ref(name), ...properties },
        }
    }
    resources.Endpoint = {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcId: ref('Vpc'),
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.us-east-1.execute-api',
        SubnetIds: inside.map((index) => ref(subnets[index]?.[0] ?? '')),
        SecurityGroupIds: carried.map(groupId),
      },
    }
    return { Parameters: { [BLOCK]: { Type: 'String' } }, Resources: resources }
  })
