import type { Api, Endpoint, Network } from '../../access/model/index.ts'
import type { Region } from '../../template/region.ts'
import {
  absent,
  and,
  atom,
  equals,
  type Formula,
  implies,
  is,
  not,
  or,
  TRUE,
  type Variables,
} from '../logic/formula.ts'
import { isId } from '../policy-formula/text-operators.ts'
import { wildcardsIn } from '../policy-formula.ts'
import { authorizationGate, endpointPolicyGate } from './authorization.ts'
import { blockFacts } from './blocks.ts'
import { filterGates, placeFacts } from './filters.ts'
import { peerGroups } from './groups.ts'
import type { Gate } from './parts.ts'
import { accountOf, memberOf, type Routes, routesOf } from './routes.ts'
import { domains, KEYS, OUTSIDE, REQUEST, WAYS } from './variables.ts'

/** All requests that could reach one API, and the gates they must pass, as formulas. */
export interface Requests {
  readonly variables: Variables
  /** What AWS guarantees of every request, accepted or not. */
  readonly facts: Formula
  readonly gates: readonly Gate[]
  /** The facts and every gate. */
  readonly accepted: Formula
  readonly routes: Routes
  readonly resourcePolicy: Gate
  /** The endpoint policies, each for its own way in, and the resource policy. */
  readonly policies: readonly Gate[]
  /** The facts and the policies alone: whoever these refuse is refused whatever the network lets through. */
  readonly acceptedByPolicies: Formula
  /** The execute-api endpoints that the templates make. */
  readonly endpoints: readonly Endpoint[]
  /** Through an endpoint of the templates, or one that a parameter names. */
  readonly viaOurs: Formula
}

/** The variables that a diagram should test first: those that most formulas speak of. */
export const ORDER = [
  REQUEST.via,
  'aws:sourcevpce',
  'aws:sourcevpc',
  REQUEST.sourceSubnet,
  REQUEST.destinationSubnet,
  REQUEST.protocol,
  REQUEST.port,
  REQUEST.sourcePort,
  REQUEST.source,
]

/** An API of a type that is not known yet is asked what a private one is. */
export const mayBePrivate = ({ type }: Api): boolean => type.text !== 'REGIONAL' && type.text !== 'EDGE'

export function requestsOf(region: Region, network: Network, api: Api): Requests {
  const endpoints = network.endpoints.filter(({ service }) => service.text.endsWith('.execute-api'))
  const given = api.endpoints.map(({ text }) => text).filter((id) => !endpoints.some((e) => e.id === id))
  const routes = routesOf(region, api)
  const subnets = network.subnets.map(({ address }) => address)
  const destinations = network.subnets
    .filter(({ id }) => endpoints.some((e) => e.subnets.some(({ text }) => text === id)))
    .map(({ address }) => address)
  const variables = new Map([
    ...KEYS,
    ...domains({
      ways: [...endpoints.map(({ address }) => address), ...Object.values(WAYS)],
      resources: routes.domain,
      subnets,
      destinationSubnets: destinations.length > 0 ? destinations : [OUTSIDE],
      groups: peerGroups(network),
    }),
  ])
  const signs = api.methods.some(({ authorization }) => authorization.text === 'AWS_IAM')
  const blocks = [...network.subnets, ...network.vpcs].flatMap(({ cidr }) => (cidr ? [cidr.text] : []))
  const facts = and(
    ways(region, endpoints, given, mayBePrivate(api), signs),
    ...endpoints.map((endpoint) => implies(is(REQUEST.via, endpoint.address), placeFacts(network, endpoint))),
    blockFacts(REQUEST.source, blocks, region.symbols),
    blockFacts(REQUEST.destination, blocks, region.symbols),
  )
  const through = (endpoint: Endpoint, gate: Gate): Gate => ({
    ...gate,
    via: endpoint.address,
    passes: implies(is(REQUEST.via, endpoint.address), gate.passes),
  })
  const resourcePolicy = authorizationGate(region, api, routes)
  const filters = endpoints.flatMap((endpoint) =>
    [...filterGates(network, endpoint), listener].map((gate) => through(endpoint, gate)),
  )
  const signer = api.methods.every(({ authorization }) => authorization.text === 'AWS_IAM')
    ? REQUEST.principal
    : REQUEST.endpointPrincipal
  const policies = [
    ...endpoints.map((endpoint) => through(endpoint, endpointPolicyGate(region, endpoint, signer))),
    resourcePolicy,
  ]
  const route: Gate = {
    name: 'declared route',
    passes: routes.declared,
    at: [api.at, ...api.stages.map(({ at }) => at)],
    parts: routes.methods,
  }
  const gates = [...filters, ...policies, route]
  return {
    variables,
    facts,
    gates,
    accepted: and(facts, ...gates.map(({ passes }) => passes)),
    acceptedByPolicies: and(facts, routes.declared, ...policies.map(({ passes }) => passes)),
    routes,
    resourcePolicy,
    policies,
    endpoints,
    viaOurs: or(
      ...endpoints.map(({ address }) => is(REQUEST.via, address)),
      given.length > 0 ? is(REQUEST.via, WAYS.given) : not(TRUE),
    ),
  }
}

/** An endpoint's interfaces listen on tcp/443 and nowhere else. */
const listener: Gate = {
  name: 'listener on tcp/443',
  passes: and(is(REQUEST.protocol, 'tcp'), atom(REQUEST.port, { kind: 'integers', from: 443, to: 443 })),
  at: [],
  parts: [],
}

/** What each way in does to the context keys: AWS sets them, no caller can (semantics 4.1). */
function ways(
  region: Region,
  endpoints: readonly Endpoint[],
  given: readonly string[],
  isPrivate: boolean,
  asksToSign: boolean,
): Formula {
  const has = (key: string, id: string) => isId(key, id, { mayHoldWildcards: wildcardsIn(region.symbols) })
  const [vpce, vpc] = ['aws:sourcevpce', 'aws:sourcevpc']
  const present = and(not(absent(vpce)), not(absent(vpc)), not(absent(REQUEST.source)))
  const v4 = atom(REQUEST.source, { kind: 'addresses', range: { first: 0n, last: (1n << 32n) - 1n } })
  const ours = [...endpoints.map(({ id }) => id), ...given].map((id) => has(vpce, id))
  return and(
    ...endpoints.map((endpoint) =>
      implies(
        is(REQUEST.via, endpoint.address),
        and(has(vpce, endpoint.id), has(vpc, endpoint.vpc.text), v4),
      ),
    ),
    implies(is(REQUEST.via, WAYS.given), and(present, or(...given.map((id) => has(vpce, id))))),
    implies(is(REQUEST.via, WAYS.other), and(present, not(or(...ours)))),
    implies(
      is(REQUEST.via, WAYS.internet),
      and(absent(vpce), absent(vpc), absent(REQUEST.source), not(absent('aws:sourceip'))),
    ),
    // Endpoints serve private APIs only; that a public front end refuses a private one is not settled (U1), so
    // the proof does not rest on it.
    isPrivate ? TRUE : is(REQUEST.via, WAYS.internet),
    ...principalKeys(asksToSign, accountOf(region)),
    // AWS calls for nobody here, and API Gateway speaks TLS only (semantics 7).
    is('aws:securetransport', 'true'),
    is('aws:viaawsservice', 'false'),
  )
}

const PRINCIPAL_KEYS = [
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
  'aws:principalorgpaths',
]

/**
 * Nobody signs as nobody: where no method asks for a signature the keys of a principal are absent, and so they are of
 * an unsigned call (semantics 3.1, 4.1). Of aws:PrincipalAccount two pages disagree: absent, or `anonymous`.
 */
function principalKeys(asksToSign: boolean, own: string): Formula[] {
  const account = 'aws:principalaccount'
  const unsigned = asksToSign ? equals(REQUEST.principal, 'anonymous') : TRUE
  const member = atom(REQUEST.principal, { kind: 'pattern', pattern: memberOf(own) })
  return [
    ...PRINCIPAL_KEYS.map((key) => implies(unsigned, absent(key))),
    implies(unsigned, or(absent(account), equals(account, 'anonymous'))),
    // The account is that of the signer.
    ...(asksToSign ? [implies(member, equals(account, own)), implies(equals(account, own), member)] : []),
  ]
}
