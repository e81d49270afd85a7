import { matches as admits } from '../../template/pattern.ts'
import { and, not } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find, never } from './ask.ts'
import { PROVED, refuted, type Theorem } from './theorem.ts'

export const onlyOurNetworks: Theorem = {
  id: 'only-our-networks',
  kind: 'safety',
  sentence: "every accepted request came from an address in the VPC's or the corporate block",
  severity: 'error',
  assumes: ['iam-semantics', 'authorization-tables', 'context-keys', 'ways-in', 'deployment-is-current'],
  touches: ['api', 'policy', 'network', 'outside'],
  check(subject) {
    const wide = subject.networks.filter(({ text }) => isEverything(text, subject))
    if (wide.length > 0)
      return refuted(...wide.map(({ text, at }) => ({ text: `${text} may be every address there is`, at })))
    const elsewhere = not(inSomeBlock(REQUEST.source, subject.networks))
    // Where the policies alone see to it, nothing about the network has to be known.
    if (!find(subject, and(subject.requests.acceptedByPolicies, elsewhere)))
      return { ...PROVED, restsOn: ['api', 'policy'] }
    return never(subject, elsewhere)
  },
}

const EVERYTHING = ['0.0.0.0/0', '10.0.0.0/0', '172.16.0.0/0', '192.168.0.0/0', '::/0']

/** A block of everything, or a parameter that admits one: then the theorem would say nothing. */
function isEverything(text: string, { region, network }: Subject): boolean {
  // EC2 makes no VPC larger than a /16.
  if (network.vpcs.some(({ cidr }) => cidr?.text === text)) return false
  if (text.endsWith('/0')) return true
  const info = region.symbols.info(text)
  if (info?.what.kind !== 'parameter') return false
  const { pattern } = info.what
  return pattern === undefined || EVERYTHING.some((block) => admits(pattern, block))
}
