import type { Call, GateName, Model as Region } from '../access/gates/index.ts'
import { interfacesOf, stationOf } from '../access/gates/way.ts'
import { Undecided } from '../access/model/index.ts'
import { formatAddress, type Station } from '../access/network/index.ts'
import { parseAddress } from './logic/address.ts'
import { evaluate, type Model, or, type Value } from './logic/formula.ts'
import { egressParts } from './request/groups.ts'
import { localRoute } from './request/local-route.ts'
import type { Gate } from './request/parts.ts'
import { OUTSIDE, REQUEST, WAYS } from './request/variables.ts'
import type { Subject } from './subject.ts'
import { mayNotInvoke } from './theorems/invocation.ts'
import { nameResolves } from './theorems/names.ts'

/** One API in one world as the proof has it, and as the interpreter has the same world with every value known. */
export interface World {
  readonly model: Region
  readonly subject: Subject
}

/** What the proof's gates say of a call, by the interpreter's name for them; those of which they say nothing left out. */
export function proven(world: World, call: Call): Partial<Record<GateName, boolean>> {
  try {
    return verdicts(world, call)
  } catch (error) {
    // Where the caller is, or the endpoint, is in no template.
    if (error instanceof Undecided) return {}
    throw error
  }
}

function verdicts(world: World, call: Call): Partial<Record<GateName, boolean>> {
  const { requests, network } = world.subject
  const [endpoint] = requests.endpoints
  const { caller, form } = call
  const doors = endpoint ? modelsOf(world, call) : [modelOf(world, call, undefined)]
  const some = (gates: readonly Gate[]) =>
    doors.some((model) => gates.every(({ passes }) => evaluate(passes, model)))
  const isInside = caller.kind === 'host' || caller.kind === 'stranger'
  const subnet = network.subnets.find(
    ({ address }) => address === stationOf(caller, world.model.network).subnet?.address,
  )
  const policies = requests.policies.filter((gate) => gate !== requests.resourcePolicy)
  return {
    ...(isInside && endpoint && form === 'default-name' && { name: !nameResolves(world.subject, endpoint) }),
    ...(isInside && subnet && { route: some([localRoute(network, subnet)]) }),
    ...(endpoint && caller.kind !== 'internet' && { 'packet filters': some(filtersFor(world, call)) }),
    'endpoint policy': some(policies),
    authorization: some([requests.resourcePolicy]),
    method: doors.every((model) => evaluate(requests.routes.declared, model)),
    ...(call.method === 'GET' && { 'integration permission': mayNotInvoke(world.subject).length === 0 }),
  }
}

/** The filters of the endpoint's side, and what a host's own groups let out. */
function filtersFor({ subject }: World, { caller }: Call): Gate[] {
  const { requests, network } = subject
  const [endpoint] = requests.endpoints
  const filters = requests.gates.filter(({ filter }) => filter !== undefined)
  if (caller.kind !== 'host' || !endpoint) return filters
  const groups = network.hosts.find(({ address }) => address === caller.host.address)?.interfaces[0]?.groups
  const parts = egressParts(network, groups ?? [], endpoint.groups)
  const passes = or(...parts.map(({ matches }) => matches))
  return [{ name: 'egress', passes, at: [], parts }, ...filters]
}

/** The call to each interface of the endpoint. */
function modelsOf(world: World, call: Call): Model[] {
  const [endpoint] = world.model.network.endpoints.filter(
    ({ address }) => address === world.subject.requests.endpoints[0]?.address,
  )
  if (!endpoint) throw new Error('the interpreter does not know the endpoint')
  return interfacesOf(endpoint, world.model.network).map((door) => modelOf(world, call, door))
}

function modelOf({ model, subject }: World, call: Call, door: Station | undefined): Model {
  const { requests } = subject
  const [endpoint] = requests.endpoints
  const { caller, principal } = call
  const source = stationOf(caller, model.network)
  const address = parseAddress(formatAddress(source.address))
  const signer = principal ?? 'anonymous'
  const ours: Record<string, Value> = {
    [REQUEST.via]: endpoint?.address,
    'aws:sourcevpce': endpoint?.id,
    'aws:sourcevpc': endpoint?.vpc.text,
    [REQUEST.source]: address,
  }
  const ways: Partial<Record<typeof caller.kind, Record<string, Value>>> = {
    'other-vpc': {
      ...ours,
      [REQUEST.via]: WAYS.other,
      ...(caller.kind === 'other-vpc' && { 'aws:sourcevpce': caller.endpoint, 'aws:sourcevpc': caller.vpc }),
    },
    internet: { [REQUEST.via]: WAYS.internet, 'aws:sourceip': address },
  }
  const values: Record<string, Value> = {
    ...(ways[caller.kind] ?? ours),
    [REQUEST.resource]: `${requests.routes.apiArn}/${call.stage}/${call.method}${call.path}`,
    [REQUEST.principal]: signer,
    [REQUEST.endpointPrincipal]: signer,
    [REQUEST.identityAllows]: 'no',
    [REQUEST.authorizerAllows]: 'no',
    'aws:securetransport': 'true',
    'aws:viaawsservice': 'false',
    [REQUEST.sourceSubnet]: source.subnet?.address ?? OUTSIDE,
    [REQUEST.destination]: door && parseAddress(formatAddress(door.address)),
    [REQUEST.destinationSubnet]: door?.subnet?.address ?? OUTSIDE,
    [REQUEST.protocol]: 'tcp',
    [REQUEST.port]: 443,
    [REQUEST.sourcePort]: call.clientPort,
  }
  return new Map([...requests.variables.keys()].map((name) => [name, values[name]]))
}
