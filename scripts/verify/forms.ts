import type { Call } from '../access/gates/index.ts'
import type { Api } from '../access/model/index.ts'
import type { Endpoint, Plan } from '../lab/plan/plan.ts'
import type { Probe } from '../lab/probe.ts'
import { apexOf, endpointNames } from '../lab/services/index.ts'

/** A way to address an API (semantics, section 2), as the interpreter knows it and as it is on the wire. */
export interface Form {
  readonly name: string
  readonly form: Call['form']
  /** Which of the endpoint's addresses the connection is opened to, so that no name has to lead there. */
  readonly door?: number
  /** Undefined where the API has no such name. */
  readonly probe: (
    api: Api,
    endpoint: Endpoint | undefined,
    plan: Plan,
  ) => Pick<Probe, 'connect' | 'serverName' | 'headers'> | undefined
}

const defaultName = ({ id }: Api, { region }: Plan): string => `${id}.${apexOf(region)}`

const endpointName = (endpoint: Endpoint, plan: Plan): string =>
  [...endpointNames(endpoint, plan).keys()][0] ?? ''

/** An endpoint has an interface in each of its subnets, and NACLs may admit callers to one and not to another. */
const forced = (name: string, door: number): Form => ({
  name,
  form: 'endpoint-name',
  door,
  probe(api, endpoint, plan) {
    const address = endpoint?.addresses[door]
    const host = defaultName(api, plan)
    return address === undefined ? undefined : { connect: address, serverName: host, headers: { host } }
  },
})

export const FORMS: readonly Form[] = [
  {
    name: 'default name',
    form: 'default-name',
    probe(api, _, plan) {
      const name = defaultName(api, plan)
      return { connect: name, serverName: name, headers: { host: name } }
    },
  },
  {
    name: 'alias',
    form: 'alias-name',
    probe(api, endpoint, { region }) {
      if (!endpoint || api.endpoints.every(({ text }) => text !== endpoint.id)) return undefined
      const name = `${api.id}-${endpoint.id}.${apexOf(region)}`
      return { connect: name, serverName: name, headers: { host: name } }
    },
  },
  {
    name: 'vpce + Host',
    form: 'endpoint-name',
    probe(api, endpoint, plan) {
      if (!endpoint) return undefined
      const name = endpointName(endpoint, plan)
      return { connect: name, serverName: name, headers: { host: defaultName(api, plan) } }
    },
  },
  {
    name: 'vpce + id',
    form: 'endpoint-name',
    probe(api, endpoint, plan) {
      if (!endpoint) return undefined
      const name = endpointName(endpoint, plan)
      return { connect: name, serverName: name, headers: { host: name, 'x-apigw-api-id': api.id } }
    },
  },
  forced('forced', 0),
  forced('forced, 2nd', 1),
]
