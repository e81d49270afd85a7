import { isOpenService, namesFunction } from '../../access/model/index.ts'
import { glob, matches } from '../logic/pattern.ts'
import type { Subject } from '../subject.ts'
import { functionsOf } from './functions.ts'
import type { Reason } from './theorem.ts'

/** Functions behind the API's GETs that API Gateway is not let invoke: their callers get 500 (semantics 5.2). */
export function mayNotInvoke(subject: Subject): Reason[] {
  const { apis, api, requests } = subject
  return functionsOf(subject).flatMap(({ target, methods }) => {
    const given = apis.permissions.filter(
      ({ functionName, principal, action }) =>
        namesFunction(target, functionName.text) &&
        principal.text === 'apigateway.amazonaws.com' &&
        /^lambda:(?:InvokeFunction|\*)$/.test(action.text),
    )
    const gets = methods.filter(({ verb }) => verb.text === 'GET' || verb.text === 'ANY')
    return gets
      .filter(({ path, integration }) =>
        api.stages.some(({ name }) => {
          const arn = `${requests.routes.apiArn}/${name.text}/GET${path}`
          const byPermission = given.some(({ sourceArn }) => !sourceArn || matches(glob(sourceArn.text), arn))
          return !byPermission && !integration?.credentials
        }),
      )
      .flatMap(({ path, at }): Reason[] => [
        { text: `API Gateway may not invoke ${target.address} for GET ${path}`, at },
        ...apis.permissions.map((permission) => ({
          text: `${permission.address} lets it do otherwise`,
          at: permission.sourceArn?.at ?? permission.at,
        })),
      ])
  })
}

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
