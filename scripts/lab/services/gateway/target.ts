import type { Model } from '../../../access/gates/index.ts'
import type { Api } from '../../../access/model/index.ts'
import type { InvokeForm } from '../../../access/network/index.ts'
import { apexOf, endpointZoneOf } from '../dns/names.ts'
import { isWithin } from '../dns/view.ts'
import { partsOf, type Request, valuesOf } from './request.ts'

/** What a request asks for. */
export interface Target {
  readonly api: Api
  readonly form: InvokeForm
  readonly stage: string
  /** Without the stage, as written. */
  readonly path: string
  readonly query: string
  /** The host that the request names, for the function to see. */
  readonly domainName: string
}

/**
 * The API, stage and path that a request names (semantics, section 2); undefined where it names none. The API is named
 * by Host, or through an endpoint by x-apigw-api-id under a Host that is no API's name. Which of the two counts where
 * Host is the name of another API, or of none that there is, is not settled (U3): such a request names none, so that
 * neither reading lets it in.
 */
export function targetOf(request: Request, model: Model): Target | undefined {
  const host = (valuesOf(request, 'host')[0] ?? '').replace(/:\d+$/, '').toLowerCase()
  const { api: byHost, alias } = namedByHost(host, request, model)
  const [byHeader, ...more] = request.door.endpoint ? valuesOf(request, 'x-apigw-api-id') : []
  if (more.length > 0) return undefined
  const named = byHeader === undefined ? byHost : model.apis.apis.find(({ id }) => id === byHeader)
  if (!named || (byHost !== named && isDefaultName(host, model))) return undefined
  const { path: whole, query } = partsOf(request)
  const [, stage = '', path = '/'] = /^\/([^/]*)(\/.*)?$/s.exec(whole) ?? []
  const form = byHost ? formOf(request, alias, model) : 'endpoint-name'
  return { api: named, form, stage, path, query, domainName: host }
}

/** The default name of an API, or an alias that there is, at the endpoint that it names. */
function namedByHost(host: string, { door }: Request, model: Model) {
  if (!isDefaultName(host, model)) return { api: undefined, alias: false }
  const apex = apexOf(model.account.region)
  const [, id, endpoint] = /^([a-z0-9]+)(?:-(vpce-[0-9a-f]+))?$/.exec(host.slice(0, -apex.length - 1)) ?? []
  const api = model.apis.apis.find((one) => one.id === id)
  if (!api || endpoint === undefined) return { api, alias: false }
  const isListed = api.endpoints.some(({ text }) => text === endpoint)
  return { api: isListed && door.endpoint?.id === endpoint ? api : undefined, alias: true }
}

/** Whether a host is where default and alias names are. */
const isDefaultName = (host: string, { account }: Model): boolean =>
  host.endsWith(`.${apexOf(account.region)}`)

/** A TLS client that asked for the endpoint's own name has addressed that, whatever Host says then. */
function formOf({ serverName = '' }: Request, alias: boolean, { account }: Model): InvokeForm {
  if (isWithin(serverName.toLowerCase(), endpointZoneOf(account.region))) return 'endpoint-name'
  return alias ? 'alias-name' : 'default-name'
}
