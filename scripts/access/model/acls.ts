import type { Value } from '../../template/value.ts'
import type { Fields, Shape } from './fields.ts'
import type { AclEntry, NetworkAcl } from './network-things.ts'
import { fieldsOf, readEach, type Source } from './source.ts'

const ACL: Shape = {
  name: 'AWS::EC2::NetworkAcl',
  touches: 'network',
  read: ['VpcId'],
  irrelevant: ['Tags'],
}
const ENTRY: Shape = {
  name: 'AWS::EC2::NetworkAclEntry',
  touches: 'network',
  read: ['NetworkAclId', 'RuleNumber', 'RuleAction', 'Protocol', 'Egress', 'CidrBlock', 'PortRange'],
  // ICMP carries no request.
  irrelevant: ['Icmp'],
}
const RANGE: Shape = { name: 'a PortRange', touches: 'network', read: ['From', 'To'], irrelevant: [] }

/** The network ACLs, each with its entries in the order of their numbers. */
export function readAcls(source: Source): NetworkAcl[] {
  const entries = readEach(source, ENTRY, (fields) => {
    const [acl, entry] = [fields.needed('NetworkAclId'), readEntry(source, fields)]
    return acl && entry && { acl, entry }
  })
  return readEach(source, ACL, (fields, thing) => {
    const vpc = fields.needed('VpcId')
    const own = entries.filter(({ acl }) => acl.text === thing.id).map(({ entry }) => entry)
    return vpc && { ...thing, vpc, entries: own.sort(byNumber) }
  })
}

function readEntry(source: Source, fields: Fields): AclEntry | undefined {
  const [number, action, protocol, cidr] = [
    fields.needed('RuleNumber'),
    fields.needed('RuleAction'),
    fields.needed('Protocol'),
    fields.needed('CidrBlock'),
  ]
  if (!number || !action || !protocol || !cidr) return undefined
  if (!/^\d+$/.test(number.text)) {
    fields.unmodelled(
      `the order of an entry with the number '${source.region.symbols.show(number.text)}'`,
      number.at,
    )
    return undefined
  }
  if (action.text !== 'allow' && action.text !== 'deny') {
    fields.unmodelled(`an entry whose action is '${source.region.symbols.show(action.text)}'`, action.at)
    return undefined
  }
  return {
    direction: fields.flag('Egress', false) ? 'egress' : 'ingress',
    number,
    action: action.text,
    protocol,
    cidr,
    ports: readRange(source, fields.value('PortRange')),
    at: fields.at,
  }
}

function readRange(source: Source, value: Value | undefined): AclEntry['ports'] {
  if (!value) return undefined
  const fields = fieldsOf(source, value, RANGE)
  const [from, to] = [fields.needed('From'), fields.needed('To')]
  return from && to && { from, to }
}

const byNumber = (one: AclEntry, other: AclEntry) => Number(one.number.text) - Number(other.number.text)
