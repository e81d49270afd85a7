import type { Endpoint, Evidence } from '../model/index.ts'
import { formatAddress, parseAddress, routeOf } from '../network/index.ts'
import type { Call } from './call.ts'
import { answers, type Gate, type Judgement, pass, stop } from './gate.ts'
import type { Model } from './model.ts'
import { destinationOf, interfacesOf, stationOf, vpcOf } from './way.ts'

/** Somewhere in the public address space of API Gateway. */
export const PUBLIC_FRONT_END = parseAddress('52.0.0.1') ?? 0

/** Packets find their way to where the name leads (semantics, section 6). */
export const route: Gate = {
  name: 'route',
  decide(call, model) {
    const destination = destinationOf(call, model)
    if (destination.to === 'public-front-end') return toInternet(call, model)
    if (destination.to === 'endpoint') return toEndpoint(destination.endpoint, call, model)
    return pass({ says: 'the endpoint is in the same VPC as the caller', at: undefined })
  },
}

function toInternet(call: Call, { network }: Model): Judgement {
  const { subnet } = stationOf(call.caller, network)
  if (!subnet) return pass({ says: 'the caller has the internet', at: undefined })
  const way = routeOf(network, subnet, PUBLIC_FRONT_END)
  const leads = way.to === 'internet-gateway' || way.to === 'nat-gateway'
  return leads ? pass(way.because) : stop(answers.timeout, way.because)
}

function toEndpoint(endpoint: Endpoint, call: Call, model: Model): Judgement {
  const { network } = model
  const where = `the addresses of ${endpoint.address} are private`
  if (call.caller.kind === 'internet') {
    return stop(answers.timeout, { says: `${where}: the internet has no route to them`, at: endpoint.at })
  }
  if (call.caller.kind === 'other-vpc') {
    return stop(answers.timeout, { says: `${where}: another VPC has no route to them`, at: endpoint.at })
  }
  if (call.caller.kind === 'linked') {
    const linked = `the network of ${formatAddress(call.caller.address)} is taken to be linked to the VPC both ways`
    return pass({ says: linked, at: undefined })
  }
  const { subnet } = stationOf(call.caller, network)
  if (!subnet || vpcOf(call.caller, network)?.id !== endpoint.vpc.text) {
    return stop(answers.timeout, { says: `${where}, and in another VPC`, at: endpoint.at })
  }
  const ways = interfacesOf(endpoint, network).map(({ address }) => routeOf(network, subnet, address))
  const local = ways.find(({ to }) => to === 'local')
  return local ? pass(local.because) : stop(answers.timeout, ...ways.map((way): Evidence => way.because))
}
