import { answers, type Gate } from './gate.ts'
import { askPolicies, deniedBy, judge } from './policies.ts'

/** The resource policy and the method's authorization admit the request (semantics, sections 3.3 to 3.5). */
export const authorization: Gate = {
  name: 'authorization',
  decide(call, model) {
    const policies = askPolicies(call, model)
    const explicit = policies.verdict.denyKind === 'explicit' ? ' with an explicit deny' : ''
    const unsigned = policies.verdict.gates.at(-1)?.gate === 'authentication'
    const text = `403 not authorized to perform: execute-api:Invoke${explicit}`
    const refused = { status: 403, text, ...deniedBy(policies) }
    const answer = unsigned ? answers.missingToken : refused
    return judge(policies, ['endpoint type', 'authentication', 'authorization'], answer)
  },
}
