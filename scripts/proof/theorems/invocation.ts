import {
  type Api,
  isOpenService,
  type Method,
  namesFunction,
  type Permission,
  type Thing,
} from '../../access/model/index.ts'
import { glob, matches } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { accountOf } from '../request/routes.ts'
import type { Subject } from '../subject.ts'
import { functionsOf } from './functions.ts'
import type { Reason } from './theorem.ts'

const GATEWAY = 'apigateway.amazonaws.com'
const INVOKES = /^lambda:(?:InvokeFunction|\*)$/

/** Functions behind the API's GETs that API Gateway is not let invoke: their callers get 500 (semantics 5.2). */
export function mayNotInvoke(subject: Subject): Reason[] {
  const { apis, api, region, requests } = subject
  return functionsOf(subject).flatMap(({ target, methods }) => {
    const foreign = apis.permissions
      .filter((one) => namesFunction(target, one.functionName.text) && one.principal.text === GATEWAY)
      .find(({ sourceAccount }) => sourceAccount && sourceAccount.text !== accountOf(region))
    if (foreign)
      throw new Unsupported(
        `whether the account of ${foreign.address} is this one`,
        foreign.sourceAccount?.at,
      )
    const gets = methods.filter(({ verb }) => verb.text === 'GET' || verb.text === 'ANY')
    return gets.flatMap((method): Reason[] => {
      if (method.integration?.credentials) return []
      const arns = api.stages.map(({ name }) => `${requests.routes.apiArn}/${name.text}/GET${method.path}`)
      const refused = arns.filter((arn) =>
        apis.permissions.every((one) => objections(one, target, arn).length > 0),
      )
      const [arn] = refused
      if (arn === undefined) return []
      const text = `API Gateway may not invoke ${target.address} for GET ${method.path}`
      return [
        { text, at: method.at },
        ...madeOf(method, api),
        // Others have nothing to do with either: they are for another API's function.
        ...apis.permissions
          .filter((one) => concerns(one, target, requests.routes.apiArn))
          .flatMap((one) => objections(one, target, arn)),
      ]
    })
  })
}

/** Why a permission does not let API Gateway invoke a function for a method; empty when it does. */
function objections(permission: Permission, target: Thing, arn: string): Reason[] {
  const { address, functionName, principal, action, sourceArn } = permission
  const found: Reason[] = []
  if (!namesFunction(target, functionName.text))
    found.push({ text: `${address} is about another function`, at: functionName.at })
  if (principal.text !== GATEWAY)
    found.push({ text: `${address} is for ${principal.text}`, at: principal.at })
  if (!INVOKES.test(action.text)) found.push({ text: `${address} is for ${action.text}`, at: action.at })
  if (sourceArn && !matches(glob(sourceArn.text), arn))
    found.push({ text: `${address} is for ${sourceArn.text}`, at: sourceArn.at })
  return found
}

const concerns = ({ functionName, sourceArn }: Permission, target: Thing, apiArn: string): boolean =>
  namesFunction(target, functionName.text) || sourceArn?.text.startsWith(apiArn) === true

/** Where the verb, the path and the stages of a method stand. */
export const madeOf = ({ verb, parts }: Method, { stages }: Api): Reason[] => [
  { text: `its verb is ${verb.text}`, at: verb.at },
  ...parts.map(({ text, at }) => ({ text: `a part of its path is ${text}`, at })),
  ...stages.map(({ name }) => ({ text: `it is served on the stage ${name.text}`, at: name.at })),
]

/**
 * Why callers have no way to the API, wherever they are: its names are closed, or endpoints that the templates make and
 * it names are none for execute-api.
 */
export function noWayIn({ api, region, network, requests }: Subject): Reason[] {
  if (api.disableExecuteApiEndpoint)
    return [{ text: `the names of ${api.address} are closed by DisableExecuteApiEndpoint`, at: api.at }]
  // Of an endpoint whose service is not known, the reader has reported so.
  const known = network.endpoints.filter((one) => requests.endpoints.includes(one) || isOpenService(one))
  return api.endpoints
    .filter(({ text }) => !known.some(({ id }) => id === text))
    .filter(({ text }) => region.symbols.in(text).some(({ what }) => what.kind === 'id'))
    .map(({ text, at }) => {
      const made = region.symbols.in(text)[0]?.name
      const resource = region.resources.find(({ address }) => address === made)
      return { text: `${made} is no interface endpoint for execute-api`, at: resource?.at ?? at }
    })
}
