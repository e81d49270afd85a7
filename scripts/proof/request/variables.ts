import { type Domain, YES_NO } from '../logic/formula.ts'
import { characters, glob, literal, oneOf, type Pattern, pattern, someExcept } from '../logic/pattern.ts'

/** How a request comes in: an own endpoint's address, or one of these. */
export const WAYS = {
  given: 'an endpoint you have',
  other: "somebody else's endpoint",
  internet: 'the internet',
} as const

/** The variables of a request and of the packets that carry it, by the names under which formulas speak of them. */
export const REQUEST = {
  via: 'request.via',
  resource: 'request.resource',
  /** Who signed, as the resource policy sees it: `anonymous` or an ARN. */
  principal: 'request.principal',
  /** Who signed, as the endpoint policy sees it: it looks at the Authorization header whatever the method asks. */
  endpointPrincipal: 'request.endpoint-principal',
  /** Whether the caller's own identity policies allow the call: no template says. */
  identityAllows: 'caller.identity-allows',
  /** Whether a Lambda or Cognito authorizer lets the call pass: no template says. */
  authorizerAllows: 'authorizer.allows',
  source: 'aws:vpcsourceip',
  sourceSubnet: 'packet.source-subnet',
  destination: 'packet.destination',
  destinationSubnet: 'packet.destination-subnet',
  protocol: 'packet.protocol',
  port: 'packet.port',
  sourcePort: 'packet.source-port',
} as const

/** A host outside all subnets of the templates: behind a VPN, a peering, a gateway. */
export const OUTSIDE = 'outside'

/** Whether the sender's interface carries a security group. */
export const carries = (group: string): string => `packet.source-carries ${group}`

const id = (prefix: string): Pattern =>
  pattern(`${prefix}…`, [...characters(prefix), ...oneOf('0123456789abcdef', { symbols: true, some: true })])
const arns = (service: 'iam' | 'sts'): Pattern =>
  pattern(`arn:aws:${service}::…`, [
    ...characters(`arn:aws:${service}::`),
    ...oneOf('0123456789', { symbols: true, some: true }),
    ...characters(':'),
    ...someExcept(' '),
  ])
const principals: Domain = { kind: 'text', patterns: [literal('anonymous'), arns('iam'), arns('sts')] }
const anyText: Domain = { kind: 'text', patterns: [glob('*')], optional: true }

/** Domains of the context keys: an id has its prefix, which is how a key compared with another kind of id shows. */
export const KEYS: ReadonlyMap<string, Domain> = new Map<string, Domain>([
  ['aws:sourcevpce', { kind: 'text', patterns: [id('vpce-')], optional: true }],
  ['aws:sourcevpc', { kind: 'text', patterns: [id('vpc-')], optional: true }],
  ['aws:vpcsourceip', { kind: 'address', family: 'both', optional: true }],
  ['aws:sourceip', { kind: 'address', family: 'both', optional: true }],
  ['aws:securetransport', { kind: 'choice', values: ['true', 'false'] }],
  ['aws:viaawsservice', { kind: 'choice', values: ['false', 'true'] }],
  ['aws:currenttime', { kind: 'integer' }],
  ['aws:epochtime', { kind: 'integer' }],
  ['aws:useragent', anyText],
  ['aws:referer', anyText],
  ['aws:principalarn', anyText],
  ['aws:principalaccount', anyText],
  ['aws:principalorgid', anyText],
  ['aws:principaltype', anyText],
  ['aws:userid', anyText],
  ['aws:username', anyText],
  ['aws:sourcearn', anyText],
  ['aws:sourceaccount', anyText],
  ['aws:principalorgpaths', { kind: 'texts', patterns: [glob('*')] }],
])

/** Domains of what is no context key, given the parts of the templates that the request may come by and go to. */
export function domains(places: {
  ways: readonly string[]
  resources: readonly Pattern[]
  subnets: readonly string[]
  destinationSubnets: readonly string[]
  groups: readonly string[]
}): Map<string, Domain> {
  return new Map<string, Domain>([
    [REQUEST.via, { kind: 'choice', values: places.ways }],
    [REQUEST.resource, { kind: 'text', patterns: places.resources }],
    [REQUEST.principal, principals],
    [REQUEST.endpointPrincipal, principals],
    [REQUEST.identityAllows, YES_NO],
    [REQUEST.authorizerAllows, YES_NO],
    [REQUEST.sourceSubnet, { kind: 'choice', values: [...places.subnets, OUTSIDE] }],
    [REQUEST.destination, { kind: 'address', family: 'v4' }],
    [REQUEST.destinationSubnet, { kind: 'choice', values: places.destinationSubnets }],
    [REQUEST.protocol, { kind: 'choice', values: ['tcp', 'udp', 'icmp', 'other'] }],
    [REQUEST.port, { kind: 'integer', from: 0, to: 65535 }],
    [REQUEST.sourcePort, { kind: 'integer', from: 1024, to: 65535 }],
    ...places.groups.map((group): [string, Domain] => [carries(group), YES_NO]),
  ])
}
