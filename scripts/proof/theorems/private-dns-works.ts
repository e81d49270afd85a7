import { nameResolves } from './names.ts'
import { notApplicable, type Theorem, unless } from './theorem.ts'

export const privateDnsWorks: Theorem = {
  id: 'private-dns-works',
  kind: 'validity',
  sentence: 'private DNS of the endpoint has the VPC attributes that it needs',
  severity: 'error',
  assumes: ['private-dns'],
  touches: ['network', 'outside'],
  check(subject) {
    const endpoints = subject.requests.endpoints.filter(({ privateDns }) => privateDns)
    if (endpoints.length === 0) return notApplicable('no endpoint of the templates has private DNS')
    return unless(endpoints.flatMap((endpoint) => nameResolves(subject, endpoint) ?? []))
  },
}
