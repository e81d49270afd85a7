import { namesFunction } from '../../access/model/index.ts'
import { functionsOf } from './functions.ts'
import { madeOf } from './invocation.ts'
import { type Reason, type Theorem, unless } from './theorem.ts'

export const onlyApiInvokes: Theorem = {
  id: 'only-api-invokes',
  kind: 'safety',
  sentence: 'the function may be invoked only by that API, stage, method and path',
  severity: 'error',
  assumes: ['iam-semantics', 'open-world'],
  touches: ['api', 'function'],
  check(subject) {
    const { apis, api, region, requests } = subject
    const objections = functionsOf(subject).flatMap(({ target, methods }): Reason[] => {
      const expected = new Set(
        methods.flatMap(({ verb, path }) =>
          api.stages.map(({ name }) => `${requests.routes.apiArn}/${name.text}/${verb.text}${path}`),
        ),
      )
      const wrong = apis.permissions
        .filter(({ functionName }) => namesFunction(target, functionName.text))
        .flatMap(({ principal, sourceArn, action, at }): Reason[] => {
          const isGateway = principal.text === 'apigateway.amazonaws.com'
          if (isGateway && sourceArn && expected.has(sourceArn.text)) return []
          const by = `${principal.text} from ${sourceArn ? region.symbols.show(sourceArn.text) : 'anywhere'}`
          const where = isGateway ? (sourceArn?.at ?? at) : principal.at
          return [{ text: `${target.address} may be called (${action.text}) by ${by}`, at: where }]
        })
      const declared = methods.flatMap((method) => [
        { text: `it answers ${method.verb.text} ${method.path}`, at: method.at },
        ...madeOf(method, api),
      ])
      return wrong.length > 0 ? [...wrong, ...declared] : []
    })
    return unless(objections)
  },
}
