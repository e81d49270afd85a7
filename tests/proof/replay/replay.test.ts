import { FILTERS } from '../../../scripts/access/network/index.ts'
import { casesOf, solverFor } from '../../../scripts/proof/cases.ts'
import { and, atom, type Formula, is, not, TRUE } from '../../../scripts/proof/logic/formula.ts'
import { replayName } from '../../../scripts/proof/replay/names.ts'
import { replay, replayForwarding, type Sender } from '../../../scripts/proof/replay.ts'
import { egressParts } from '../../../scripts/proof/request/groups.ts'
import { localRoute } from '../../../scripts/proof/request/local-route.ts'
import type { Gate } from '../../../scripts/proof/request/parts.ts'
import { REQUEST } from '../../../scripts/proof/request/variables.ts'
import type { Subject } from '../../../scripts/proof/subject.ts'
import { find } from '../../../scripts/proof/theorems/ask.ts'
import { symbolic } from '../../../scripts/template/names.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { API, worldOf } from '../referee/callers.ts'

/** NACLs around both subnets of the endpoint, which let requests in and out, and replies back. */
const NACL = `Resources:
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
  AclOfA:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref IsolatedSubnetA }
  AclOfB:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref IsolatedSubnetB }
  In:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, Egress: false, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
  Out:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
`
const { subject } = worldOf({ CorporateCidr: '192.168.0.0/16' }, [
  ['secure-private-api-vpc.yaml', 'Resources:\n', NACL],
])
const { network, requests } = subject
const [endpoint] = requests.endpoints
const [host] = network.hosts.filter(({ kind }) => kind === 'instance')
const port = host?.interfaces[0]
const subnet = network.subnets.find(({ id }) => id === port?.subnet.text)
const other = network.subnets.find(
  ({ id }) => id !== subnet?.id && endpoint?.subnets.some(({ text }) => text === id),
)
if (!endpoint || !port || !subnet || !other) throw new Error('dist/ has no consumer or no endpoint')

const consumer: Sender = {
  own: [
    localRoute(network, subnet),
    {
      name: 'egress',
      filter: 'groups of the client, out',
      passes: and(
        ...egressParts(network, port.groups, endpoint.groups)
          .map(({ matches }) => matches)
          .slice(0, 1),
      ),
      at: [],
      parts: [],
    },
  ],
  groups: port.groups,
}

/** A request that the consumer makes through its endpoint, to the other subnet, and that is accepted. */
const witness = found(
  subject,
  and(
    requests.accepted,
    ...consumer.own.map(({ passes }) => passes),
    is(REQUEST.via, endpoint.address),
    is(REQUEST.sourceSubnet, subnet.address),
    is(REQUEST.destinationSubnet, other.address),
  ),
)

function found(one: Subject, formula: Formula) {
  const answer = find(one, formula)
  if (!answer) throw new Error('there is no such request')
  return answer
}

/** The gates with the formula of one kind turned into its opposite, which is what a fault in it comes to. */
const turned = (gates: readonly Gate[], which: (gate: Gate) => boolean): Gate[] =>
  gates.map((gate) => (which(gate) ? { ...gate, passes: not(gate.passes) } : gate))

test('what both sides read alike is replayed without a word', () => {
  expect(replay(subject, witness, consumer)).toEqual({ policies: true, filters: true })
})

describe('a fault in a formula is an internal error that names the gate', () => {
  test.each(FILTERS)('%s', (name) => {
    const which = ({ filter }: Gate) => filter === name
    const wrong = { ...subject, requests: { ...requests, gates: turned(requests.gates, which) } }
    const sender = { ...consumer, own: turned(consumer.own, which) }
    expect(() => replay(wrong, witness, sender)).toThrow(
      `internal error: the proof says that a packet is stopped the ${name}`,
    )
  })

  test('the route', () => {
    const sender = { ...consumer, own: turned(consumer.own, ({ filter }) => filter === 'route') }
    expect(() => replay(subject, witness, sender)).toThrow(
      /^internal error: .* route from .* is not the local one/,
    )
  })

  test.each([
    ['endpoint policy', (gate: Gate) => gate !== requests.resourcePolicy],
    ['authorization', (gate: Gate) => gate === requests.resourcePolicy],
  ])('the %s', (name, which) => {
    const policies = turned(requests.policies, which)
    const resourcePolicy = policies.at(-1) ?? requests.resourcePolicy
    const wrong = { ...subject, requests: { ...requests, policies, resourcePolicy } }
    // An answer of the solver that is asked about again is known.
    const again = { ...witness, free: new Map(witness.free) }
    expect(() => replay(wrong, again)).toThrow(`internal error: the proof says that the ${name} of`)
  })

  test('the name', () => {
    expect(replayName(subject, endpoint, true)).toBe(true)
    expect(() => replayName(subject, endpoint, false)).toThrow(/^internal error: .* does not lead to /)
  })

  test('the resolver', () => {
    const from = (first: bigint) =>
      found(subject, atom(REQUEST.source, { kind: 'addresses', range: { first, last: first } }))
    expect(replayForwarding(subject, from(0xc0a80005n), endpoint)).toBe(true)
    expect(() => replayForwarding(subject, from(0xac100005n), endpoint)).toThrow(
      /^internal error: .* leads to /,
    )
  })
})

test('what is not known of a block is made up as the solver says, for every world of dist/', () => {
  const names = symbolic()
  const stacks = openStacks(
    ['dist/main.yaml'],
    new Map([
      ['Probe', 'off'],
      ['PublicApi', 'leave-out'],
    ]),
  )
  const asked = casesOf(stacks, names, solverFor(names)).flatMap((one) => {
    if ('text' in one.subject || one.address !== API) throw new Error(`${one.address} has no formulas`)
    const own = one.subject.requests.endpoints[0]
    const way = own ? is(REQUEST.via, own.address) : TRUE
    return [replay(one.subject, found(one.subject, and(one.subject.requests.accepted, way)))]
  })
  const whole = asked.filter(({ policies, filters }) => policies && filters)
  process.stdout.write(
    `replay: ${asked.length} worlds of dist/, ${asked.filter(({ policies }) => policies).length} witnesses asked of the policies, ${whole.length} of the packet filters too\n`,
  )
  expect(asked.every(({ policies }) => policies)).toBe(true)
  expect(whole.length).toBeGreaterThan(20)
})
