import { type Gate, pass } from './gate.ts'
import { askPolicies, deniedBy, judge } from './policies.ts'
import { destinationOf } from './way.ts'

/** The policy of the endpoint admits the request: it is asked first, and restricts only (semantics, section 3.6). */
export const endpointPolicy: Gate = {
  name: 'endpoint policy',
  decide(call, model) {
    const destination = destinationOf(call, model)
    if (destination.to === 'other-endpoint')
      return pass({ says: 'its owner lets everything through it', at: undefined })
    if (destination.to !== 'endpoint') return pass({ says: 'no endpoint is on the way', at: undefined })
    const { endpoint } = destination
    if (!endpoint.policy)
      return pass({ says: `${endpoint.address} has the default policy, which admits all`, at: endpoint.at })
    const policies = askPolicies(call, model)
    const answer = { status: 403, text: '403, refused by the policy of the endpoint', ...deniedBy(policies) }
    return judge(policies, ['endpoint policy'], answer)
  },
}
