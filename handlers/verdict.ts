import type { Finding } from './call.ts'
import { inCidr } from './cidr.ts'
import { GREETING } from './greeting.ts'

/** The inside caller is a function of its own, which can fail before it finds anything. */
export type InsideFinding = Finding | { readonly kind: 'caller-failed'; readonly message: string }

/** `public` is final: the API answered an outsider. `unsettled` may pass once DNS has settled. */
export type Verdict =
  | { readonly kind: 'passed'; readonly data: { readonly InsideVpc: string; readonly OutsideVpc: string } }
  | { readonly kind: 'unsettled' | 'public'; readonly reason: string }

function heard(finding: InsideFinding): string {
  switch (finding.kind) {
    case 'no-name':
      return `no name (${finding.code})`
    case 'no-answer':
      return finding.addresses.length > 0
        ? `no answer from ${finding.addresses.join(', ')} (${finding.code})`
        : `no answer from DNS (${finding.code})`
    case 'answered':
      return `${finding.status} from ${finding.addresses.join(', ')}: ${finding.message}`
    case 'caller-failed':
      return `no finding (${finding.message})`
  }
}

function insideFailure(finding: InsideFinding, vpcCidr: string): string | undefined {
  const greeted =
    finding.kind === 'answered' &&
    finding.status === 200 &&
    finding.message.startsWith(GREETING) &&
    finding.addresses.length > 0 &&
    finding.addresses.every((address) => inCidr(address, vpcCidr))
  if (greeted) return undefined
  return `The caller inside the VPC got ${heard(finding)}, expected 200 with the greeting from addresses in ${vpcCidr} only.`
}

function isPublic(finding: Finding): boolean {
  return finding.kind === 'answered' && finding.status >= 200 && finding.status < 300
}

function outsideFailure(finding: Finding): string | undefined {
  if (finding.kind === 'no-name') return undefined
  if (finding.kind === 'answered' && finding.status === 403) return undefined
  const caller = 'The caller outside the VPC got'
  if (finding.kind === 'answered' && isPublic(finding)) {
    return `${caller} ${finding.status} from ${finding.addresses.join(', ')}, expected no name or 403: the API is public.`
  }
  return `${caller} ${heard(finding)}, expected no name or 403.`
}

/** Whether the API answers inside the VPC, and there alone; says of each failing caller what it got. */
export function verdict(inside: InsideFinding, outside: Finding, vpcCidr: string): Verdict {
  const failures = [insideFailure(inside, vpcCidr), outsideFailure(outside)].filter((failure) => failure)
  if (failures.length > 0) {
    return { kind: isPublic(outside) ? 'public' : 'unsettled', reason: failures.join(' ') }
  }
  const refusal = outside.kind === 'no-name' ? 'the name does not resolve' : heard(outside)
  return { kind: 'passed', data: { InsideVpc: heard(inside), OutsideVpc: `refused: ${refusal}` } }
}
