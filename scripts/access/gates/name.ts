import { answers, type Gate, pass, stop } from './gate.ts'
import { apiOf } from './model.ts'
import { destinationOf } from './way.ts'

/** The name in the request leads somewhere (semantics, sections 1.1, 1.3, 2 and 6). */
export const name: Gate = {
  name: 'name',
  decide(call, model) {
    const { to, because } = destinationOf(call, model)
    if (to !== 'nowhere') return pass(...because)
    const { id } = apiOf(call, model)
    const label = call.form === 'alias-name' ? `${id}-${call.endpoint ?? 'the endpoint'}` : id
    const { region, partition } = model.account
    const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
    return stop(answers.noSuchName(`${label}.execute-api.${region}.${suffix}`), ...because)
  },
}
