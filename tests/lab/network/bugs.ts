import { type Bug, bugIn } from '../../support/seeded.ts'

const bug = bugIn('lab/network')

export const BUGS: readonly Bug[] = [
  bug(
    'a range of ports begins one early',
    'traffic.ts',
    '`${from}-${to}`',
    '`${Math.max(0, from - 1)}-${to}`',
  ),
  bug('a range of ports ends one early', 'traffic.ts', '`${from}-${to}`', '`${from}-${to - 1}`'),
  bug('a rule without ports is for every protocol', 'traffic.ts', '[`meta l4proto ${protocol}`]', '[]'),
  bug('NACLs let every reply pass', 'border-chains.ts', "'jump acls'", "'ct direction original jump acls'"),
  bug('NACLs stand within a subnet', 'acl-chains.ts', '...within,', ''),
  bug('NACLs are asked on one side only', 'acl-chains.ts', "...jumpBy('iifname', jumps('egress')),", ''),
  bug(
    'NACL entries are tried from the last',
    'acl-chains.ts',
    '.filter((entry) => entry.direction === direction)',
    '.filter((entry) => entry.direction === direction).reverse()',
  ),
  bug(
    'NACL entries look at the wrong end',
    'acl-chains.ts',
    "direction === 'egress' ? 'daddr' : 'saddr'",
    "direction === 'egress' ? 'saddr' : 'daddr'",
  ),
  bug(
    'a group that a rule names is the whole VPC',
    'group-chains.ts',
    '[`ip ${side} @${peer.group}`,',
    '[`ip ${side} 10.0.0.0/16`,',
  ),
  bug(
    'of several groups only the first counts',
    'group-chains.ts',
    'one.groups.includes(name)',
    'one.groups[0] === name',
  ),
  bug('groups forget', 'border-chains.ts', '`${isNew} jump groups-ingress`', "'jump groups-ingress'"),
  bug('groups let everything out', 'border-chains.ts', '`${isNew} jump groups-egress`,', ''),
  bug('who lets out lets in as well', 'group-chains.ts', "'return'].join(' ')", "'accept'].join(' ')"),
]
