import type { Place, TextValue, Value } from '../../template/value.ts'
import type { Fields, Shape } from './fields.ts'
import type { GroupRule, Peer, SecurityGroup, Vpc } from './network-things.ts'
import { fieldsOf, implied, readEach, type Source } from './source.ts'

type Direction = GroupRule['direction']

const GROUP: Shape = {
  name: 'AWS::EC2::SecurityGroup',
  touches: 'network',
  read: ['VpcId', 'SecurityGroupIngress', 'SecurityGroupEgress'],
  irrelevant: ['GroupDescription', 'GroupName', 'Tags'],
}

/** The peers that a rule may name, by direction; who owns the group is told by its id already. */
const PEERS: Record<Direction, Record<string, Peer['kind']>> = {
  ingress: {
    CidrIp: 'cidr',
    CidrIpv6: 'cidr6',
    SourceSecurityGroupId: 'group',
    SourcePrefixListId: 'prefix-list',
  },
  egress: {
    CidrIp: 'cidr',
    CidrIpv6: 'cidr6',
    DestinationSecurityGroupId: 'group',
    DestinationPrefixListId: 'prefix-list',
  },
}
const ruleShape = (name: string, direction: Direction): Shape => ({
  name,
  touches: 'network',
  read: ['IpProtocol', 'FromPort', 'ToPort', 'GroupId', ...Object.keys(PEERS[direction])],
  irrelevant: ['Description', 'SourceSecurityGroupOwnerId'],
})

/** The security groups, the default group of each VPC included, each with all its rules. */
export function readSecurityGroups(source: Source, vpcs: readonly Vpc[]): SecurityGroup[] {
  const added = [
    ...readAdded(source, 'AWS::EC2::SecurityGroupIngress', 'ingress'),
    ...readAdded(source, 'AWS::EC2::SecurityGroupEgress', 'egress'),
  ]
  const addedTo = (id: string) => added.filter(({ group }) => group.text === id).map(({ rule }) => rule)
  const made = readEach(source, GROUP, (fields, thing): SecurityGroup => {
    const inline = [
      ...readRules(source, fields.items('SecurityGroupIngress'), 'ingress'),
      ...readRules(source, fields.items('SecurityGroupEgress'), 'egress'),
    ]
    const later = addedTo(thing.id)
    const free = fields.items('SecurityGroupEgress').length === 0
    if (free && later.some(({ direction }) => direction === 'egress')) {
      // EC2 removes its own rule only for rules given with the group; reports differ for rules that are added later.
      fields.unmodelled(
        'whether EC2 keeps its egress rule when all others are resources of their own',
        thing.at,
      )
    }
    const rules = [...inline, ...later, ...(free ? everythingOut(thing.at) : [])]
    return { ...thing, vpc: fields.needed('VpcId'), isDefault: false, rules }
  })
  const groups = [...made, ...vpcs.map((vpc) => defaultGroup(vpc, addedTo(vpc.defaultGroup)))]
  for (const { group } of added) {
    if (groups.every(({ id }) => id !== group.text))
      source.unmodelled.push({ what: 'a rule of a group made elsewhere', at: group.at, touches: 'network' })
  }
  return groups
}

/** EC2's own: its members reach each other, and everything out (semantics, section 6). */
function defaultGroup(vpc: Vpc, added: GroupRule[]): SecurityGroup {
  const members: GroupRule = {
    ...impliedRule(vpc.at, 'ingress'),
    peer: { kind: 'group', text: implied(vpc.defaultGroup, vpc.at) },
  }
  return {
    address: `${vpc.address}.DefaultSecurityGroup`,
    id: vpc.defaultGroup,
    at: vpc.at,
    vpc: implied(vpc.id, vpc.at),
    isDefault: true,
    rules: [members, ...added, ...everythingOut(vpc.at)],
  }
}

const everythingOut = (at: Place): GroupRule[] => [
  { ...impliedRule(at, 'egress'), peer: { kind: 'cidr', text: implied('0.0.0.0/0', at) } },
  { ...impliedRule(at, 'egress'), peer: { kind: 'cidr6', text: implied('::/0', at) } },
]

const impliedRule = (at: Place, direction: Direction) =>
  ({ direction, protocol: implied('-1', at), ports: undefined, implied: true, at }) as const

function readAdded(source: Source, name: string, direction: Direction) {
  return readEach(source, ruleShape(name, direction), (fields) => {
    const [group, rule] = [fields.needed('GroupId'), readRule(fields, direction)]
    return group && rule && { group, rule }
  })
}

function readRules(source: Source, items: readonly Value[], direction: Direction): GroupRule[] {
  const shape = ruleShape(`an ${direction} rule`, direction)
  return items.flatMap((item) => readRule(fieldsOf(source, item, shape), direction) ?? [])
}

function readRule(fields: Fields, direction: Direction): GroupRule | undefined {
  const protocol = fields.needed('IpProtocol')
  const peers = Object.entries(PEERS[direction]).flatMap(([property, kind]): Peer[] => {
    const text = fields.text(property)
    return text ? [{ kind, text }] : []
  })
  const [peer, ...more] = peers
  if (!peer || more.length > 0) fields.unmodelled('a rule needs exactly one peer that is modelled', fields.at)
  return (
    protocol && peer && { direction, protocol, ports: readPorts(fields), peer, implied: false, at: fields.at }
  )
}

function readPorts(fields: Fields): { from: TextValue; to: TextValue } | undefined {
  const [from, to] = [fields.text('FromPort'), fields.text('ToPort')]
  if ((from === undefined) !== (to === undefined))
    fields.unmodelled('a rule with only one of FromPort and ToPort', fields.at)
  return from && to && { from, to }
}
