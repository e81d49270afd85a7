import { declaredMethod } from './declared.ts'
import { answers, type Gate, pass, stop } from './gate.ts'
import { apiOf } from './model.ts'

/** The API declares the route. Whether this or the policy answers first is not settled (semantics, U17). */
export const method: Gate = {
  name: 'method',
  decide(call, model) {
    const api = apiOf(call, model)
    const declared = declaredMethod(api, call.method, call.path)
    if (declared) return pass({ says: `${declared.verb.text} ${declared.path}`, at: declared.at })
    const says = `${api.address} declares no ${call.method} ${call.path}`
    return stop(answers.missingToken, { says, at: api.at })
  },
}
