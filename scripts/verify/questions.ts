import type { Call, Caller, Destination } from '../access/gates/index.ts'
import type { Api, Method } from '../access/model/index.ts'
import { parseAddress } from '../access/network/index.ts'
import { consumerSession } from '../lab/identity/sessions.ts'
import { OTHER_ACCOUNT } from '../lab/plan/other-vpc.ts'
import type { HostName } from '../lab/plan/plan.ts'
import type { Probe } from '../lab/probe.ts'
import type { World } from '../lab/world.ts'
import { FORMS } from './forms.ts'

/** One cell of the access matrix: who asks what of which API, and how. */
export interface Question {
  readonly host: HostName
  readonly api: Api
  /** `GET /secure/greeter` */
  readonly route: string
  /** The name of the form. */
  readonly form: string
  readonly call: Call
  /** What goes over the wire; only a prediction can tell whether in vain. */
  readonly probe: Omit<Probe, 'inVain'>
}

/** Every caller, by every form, on every declared route and an undeclared one. */
export function questionsOf(world: World): Question[] {
  const { plan, model } = world
  const ours = plan.endpoints.find(({ owner }) => owner !== undefined)
  const theirs = plan.endpoints.find(({ owner }) => owner === undefined)
  const questions = model.apis.apis.flatMap((api) =>
    api.stages.flatMap(({ name: stage }) =>
      plan.hosts.flatMap(({ name: host, address }) =>
        [...api.methods.flatMap((one) => asked(one, host, world)), UNDECLARED].flatMap(
          ({ method, path, signer }) =>
            FORMS.flatMap(({ name, form, door, probe }): Question[] => {
              const wire = probe(api, host === 'other-vpc' ? theirs : ours, plan)
              if (!wire) return []
              const call: Call = {
                caller: callerOf(host, address, world),
                principal: signer ?? null,
                ...{ api: api.address, form, method, path, stage: stage.text },
                ...(ours?.owner && { endpoint: ours.owner }),
                ...(door !== undefined && { arrived: arrivalOf(host, door, world) }),
              }
              const route = `${method} ${path}${signer === undefined ? '' : ', signed'}`
              return [
                {
                  host,
                  api,
                  route,
                  form: name,
                  call,
                  probe: {
                    ...wire,
                    method,
                    path: `/${stage.text}${path}`,
                    ...(signer !== undefined && { signedFor: plan.region }),
                  },
                },
              ]
            }),
        ),
      ),
    ),
  )
  return questions.map((question, i) =>
    question.call.arrived ? fromPort(question, FIRST_PORT + i) : question,
  )
}

/** Beyond those that Linux takes by itself (32768 to 60999), and within what a NACL has to let replies to. */
const FIRST_PORT = 61_001

/** A NACL may let replies to some ports only. Who tries several addresses needs a port for each, and takes any. */
const fromPort = ({ call, probe, ...rest }: Question, port: number): Question => ({
  ...rest,
  call: { ...call, clientPort: port },
  probe: { ...probe, clientPort: port },
})

/** A route as it is asked; undefined for a request that nobody signs. */
interface Asked {
  readonly method: string
  readonly path: string
  readonly signer: string | undefined
}

const UNDECLARED: Asked = { method: 'GET', path: '/undeclared', signer: undefined }

/** Where a method wants a signature, the consumer signs too. */
function asked({ verb, path, authorization }: Method, host: HostName, { region, plan }: World): Asked[] {
  const method = verb.text === 'ANY' ? 'GET' : verb.text
  const unsigned = { method, path, signer: undefined }
  const wanted = host === 'consumer' && authorization.text === 'AWS_IAM'
  const session = wanted ? consumerSession(region, plan) : undefined
  return session ? [unsigned, { method, path, signer: session.arn }] : [unsigned]
}

/** Where a connection arrives that a host forces upon one of the addresses of an endpoint. */
function arrivalOf(host: HostName, door: number, { model, plan }: World): Destination {
  const because = [{ says: 'the connection is opened to its address', at: undefined }]
  if (host === 'other-vpc') return { to: 'other-endpoint', because }
  const owner = plan.endpoints.find((one) => one.owner !== undefined)?.owner
  const endpoint = model.network.endpoints.find(({ address }) => address === owner)
  if (!endpoint) throw new Error('the plan has an endpoint that the model has not')
  return {
    to: 'endpoint',
    endpoint: { ...endpoint, subnets: endpoint.subnets.slice(door, door + 1) },
    because,
  }
}

/** The host as the interpreter knows it, at the address that it has in the lab. */
function callerOf(name: HostName, at: string, { model, plan }: World): Caller {
  const address = parseAddress(at) ?? 0
  const own = plan.vpcs[0]?.interfaces.find(({ namespace }) => namespace === name)
  switch (name) {
    case 'consumer': {
      const host = model.network.hosts.find((one) => one.address === own?.owner)
      if (!host) throw new Error('the consumer is no host of the templates')
      return { kind: 'host', host, address }
    }
    case 'stranger': {
      const index = plan.vpcs[0]?.subnets.findIndex((subnet) => subnet.name === own?.subnet) ?? -1
      const subnet = model.network.subnets[index]
      if (!subnet) throw new Error('the stranger is in no subnet of the templates')
      return { kind: 'stranger', subnet, address }
    }
    case 'internet':
      return { kind: 'internet', address }
    case 'corporate':
      return { kind: 'linked', address }
    case 'other-vpc': {
      const theirs = plan.endpoints.find(({ owner }) => owner === undefined)
      return {
        kind: 'other-vpc',
        account: OTHER_ACCOUNT,
        vpc: theirs?.vpc ?? '',
        endpoint: theirs?.id ?? '',
        address,
      }
    }
  }
}
