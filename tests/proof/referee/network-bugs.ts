import { type Bug, bugIn } from '../../support/seeded.ts'

const bug = bugIn('')

/** Faults on either side; what both read from access/model is the same for both, and noticed by neither. */
export const NETWORK_BUGS: readonly Bug[] = [
  // The proof.
  bug(
    'a NACL is asked about what stays within its subnet',
    'proof/request/acls.ts',
    'const here = and(is(variable, subnet.address), elsewhere)',
    'const here = is(variable, subnet.address)',
  ),
  bug(
    'the reply goes to the port of the server',
    'proof/request/acls.ts',
    "packet === 'request' ? REQUEST.port : REQUEST.sourcePort",
    'REQUEST.port',
  ),
  bug(
    'the reply leaves the server by the entries for what comes in',
    'proof/request/acls.ts',
    "reply: { direction: 'egress'",
    "reply: { direction: 'ingress'",
  ),
  bug(
    'the last entry that matches decides',
    'proof/request/acls.ts',
    'firstMatch(rules)',
    'firstMatch(rules.toReversed())',
  ),
  bug(
    "the client's NACL looks at where the packet comes from",
    'proof/request/acls.ts',
    'peer: REQUEST.destination',
    'peer: REQUEST.source',
  ),
  bug(
    'a range ends one port early',
    'proof/request/traffic.ts',
    "kind: 'integers', from, to }",
    "kind: 'integers', from, to: to - 1 }",
  ),
  bug(
    'a rule of every protocol keeps its ports',
    'proof/request/traffic.ts',
    "if ((name !== 'tcp' && name !== 'udp') || !ports) return TRUE",
    'if (!ports) return TRUE',
  ),
  bug('tcp by its number is another protocol', 'proof/request/traffic.ts', "['6', 'tcp']", "['6', 'other']"),
  bug(
    'rules for what goes out let packets in',
    'proof/request/groups.ts',
    ".filter(({ direction }) => direction === 'ingress').map(ingressPart)",
    '.map(ingressPart)',
  ),
  bug(
    'a rule out to a group is about the groups of the sender',
    'proof/request/groups.ts',
    'peers.some(({ text }) => text === rule.peer.text.text)',
    'groups.some(({ text }) => text === rule.peer.text.text)',
  ),
  bug(
    'an unknown block holds every sender',
    'proof/policy-formula/block.ts',
    "if (hasSymbols(text)) return atom(variable, { kind: 'free', name: `${variable} in ${text}` })",
    "if (hasSymbols(text)) return { kind: 'true' }",
  ),
  // The interpreter.
  bug(
    'a block ends one address late',
    'access/network/addresses.ts',
    'last: first + size - 1',
    'last: first + size',
  ),
  bug(
    'a block begins at the address that it is written with',
    'access/network/addresses.ts',
    'const first = Math.floor(address / size) * size',
    'const first = address',
  ),
  bug(
    'an entry leaves over the first port of its range',
    'access/network/acls.ts',
    'taken.from - 1',
    'taken.from',
  ),
  bug(
    'one entry that allows some of the ports is enough',
    'access/network/acls.ts',
    'if (open.length === 0) return',
    'return',
  ),
  bug(
    'the reply is asked for at the port of the server',
    'access/network/connection.ts',
    "server && (() => decideAcl(network, server, 'egress', from.address, protocol, back))",
    "server && (() => decideAcl(network, server, 'egress', from.address, protocol, there))",
  ),
  bug(
    'within a subnet its NACL is asked',
    'access/network/connection.ts',
    'from.subnet.id === to.subnet?.id',
    'false',
  ),
  bug(
    'a rule of every protocol is of tcp only',
    'access/network/traffic.ts',
    "['-1', 'all', protocol,",
    "[protocol === 'tcp' ? '-1' : '', protocol,",
  ),
]
