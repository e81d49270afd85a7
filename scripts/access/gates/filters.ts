import { type Decision, decideConnection } from '../network/index.ts'
import { answers, type Gate, pass, stop } from './gate.ts'
import { PUBLIC_FRONT_END } from './route.ts'
import { destinationOf, interfacesOf, stationOf } from './way.ts'

/** Security groups and NACLs let tcp/443 there, and the reply back (semantics, section 6). */
export const filters: Gate = {
  name: 'packet filters',
  decide(call, model) {
    const { network } = model
    const destination = destinationOf(call, model)
    const from = stationOf(call.caller, network)
    const front = { address: PUBLIC_FRONT_END, subnet: undefined, groups: [], filtersItself: false }
    const doors = destination.to === 'endpoint' ? interfacesOf(destination.endpoint, network) : [front]
    const port = call.clientPort === undefined ? {} : { clientPort: call.clientPort }
    const refusals: Decision[] = []
    for (const to of doors) {
      // A client tries the addresses that a name has one after the other.
      const decision = decideConnection(network, { from, to, protocol: 'tcp', port: 443, ...port })
      if (decision.passes) {
        const nothing = { says: 'no filter of the templates is on the way', at: undefined }
        return pass(...(decision.because.length > 0 ? decision.because : [nothing]))
      }
      refusals.push(decision)
    }
    return stop(answers.timeout, ...refusals.flatMap(({ because }) => because))
  },
}
