import { Undecided } from '../model/index.ts'
import { answers, type Gate, pass, stop } from './gate.ts'
import { apiOf } from './model.ts'
import { destinationOf } from './way.ts'

/** There is such an API and stage, and it may be called this way (semantics, sections 1.2, 1.3 and 5.2). */
export const frontEnd: Gate = {
  name: 'front end',
  decide(call, model) {
    const api = apiOf(call, model)
    const { to } = destinationOf(call, model)
    const isPrivate = api.type.text === 'PRIVATE'
    if (isPrivate !== (to !== 'public-front-end')) {
      const says = isPrivate
        ? `${api.address} is PRIVATE, and this is the public front end`
        : `${api.address} is ${api.type.text}: an endpoint serves private APIs only`
      return stop(answers.forbidden, { says, at: api.type.at })
    }
    if (api.disableExecuteApiEndpoint) {
      if (call.form === 'endpoint-name')
        throw new Undecided('DisableExecuteApiEndpoint by the name of an endpoint (U4)', api.at)
      return stop(answers.forbidden, { says: `${api.address} is not served by this name`, at: api.at })
    }
    const stage = api.stages.find(({ name }) => name.text === call.stage)
    if (!stage)
      return stop(answers.forbidden, { says: `${api.address} has no stage ${call.stage}`, at: api.at })
    if (!stage.deployment) throw new Undecided('what the stage serves', stage.at)
    const says = `stage ${call.stage} serves ${stage.deployment.address}`
    return pass({ says: stage.through ? `${says}, by ${stage.through}` : says, at: stage.at })
  },
}
