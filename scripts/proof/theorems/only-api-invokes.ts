import { type Api, type Method, namesFunction, type Thing } from '../../access/model/index.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Subject } from '../subject.ts'
import { functionsOf } from './functions.ts'
import { identityDocuments, namesOf, statementsOn } from './identity-policies.ts'
import { madeOf } from './invocation.ts'
import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

export const onlyApiInvokes: Theorem = {
  id: 'only-api-invokes',
  kind: 'safety',
  sentence: 'the function may be invoked only by that API, stage, method and path',
  severity: 'error',
  assumes: ['iam-semantics', 'open-world'],
  touches: ['api', 'function'],
  check(subject) {
    const functions = functionsOf(subject)
    if (functions.length === 0) return notApplicable('no function of the templates is behind the API')
    return unless(
      functions.flatMap(({ target, methods }) => {
        const others = [...byPermissions(subject, target, methods), ...byIdentities(subject, target, methods)]
        return others.length > 0 ? [...others, ...methods.flatMap((one) => answering(one, subject.api))] : []
      }),
    )
  },
}

/** What the function is there for. */
const answering = (method: Method, api: Api): Reason[] => [
  { text: `it answers ${method.verb.text} ${method.path}`, at: method.at },
  ...madeOf(method, api),
]

function byPermissions({ apis, api, region, requests }: Subject, target: Thing, methods: readonly Method[]) {
  // In the ARN that API Gateway invokes for, ANY and a parameter of the path are wildcards.
  const expected = new Set(
    methods.flatMap(({ verb, path }) =>
      api.stages.flatMap(({ name }) => {
        const of = (...parts: string[]) => `${requests.routes.apiArn}/${name.text}/${parts.join('')}`
        const method = verb.text === 'ANY' ? '*' : verb.text
        return [of(method, path), of(method, path.replace(/\{[^}]*\}/g, '*'))]
      }),
    ),
  )
  return apis.permissions.flatMap(({ functionName, principal, sourceArn, action, at }): Reason[] => {
    if (!namesFunction(target, functionName.text)) {
      if (functionName.text.includes(target.id))
        throw new Unsupported(`a permission for a version or alias of ${target.address}`, functionName.at)
      return []
    }
    const isGateway = principal.text === 'apigateway.amazonaws.com'
    if (isGateway && sourceArn && expected.has(sourceArn.text)) return []
    const by = `${principal.text} from ${sourceArn ? region.symbols.show(sourceArn.text) : 'anywhere'}`
    return [
      { text: `${target.address} may be called (${action.text}) by ${by}`, at: sourceArn?.at ?? at },
      ...(isGateway ? [] : [{ text: `${principal.text} is not API Gateway`, at: principal.at }]),
    ]
  })
}

/** In its own account a function may be invoked by whoever's own policies say so; its permissions need not. */
function byIdentities({ region, requests }: Subject, target: Thing, methods: readonly Method[]): Reason[] {
  const [, , , place, account] = requests.routes.apiArn.split(':')
  const arn = `arn:aws:lambda:${place}:${account}:function:${target.id}`
  const roles = methods.flatMap(({ integration }) => integration?.credentials?.text ?? [])
  return identityDocuments(region)
    .filter(
      ({ holder }) => !namesOf(region, holder).some((name) => roles.some((one) => one.endsWith(`/${name}`))),
    )
    .flatMap(({ holder, document }) =>
      statementsOn(region, document, 'lambda:InvokeFunction', arn)
        .filter(({ effect }) => effect === 'Allow')
        .map(({ at }) => ({ text: `${holder.address} lets its holder call ${target.address}`, at })),
    )
}
