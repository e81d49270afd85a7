import type { Clock } from '../../scripts/delivery/clock.ts'
import { PLACE } from '../../scripts/template/place.ts'
import { ApiGateway, apigateway } from './apigateway/index.ts'
import { cloudformation } from './cloudformation/index.ts'
import type { Script } from './cloudformation/script.ts'
import { State } from './cloudformation/state.ts'
import { Ec2, ec2 } from './ec2/index.ts'
import { Endpoint } from './endpoint.ts'
import { iam } from './iam/index.ts'
import { Lambda, lambda } from './lambda/index.ts'
import { Logs, logs } from './logs/index.ts'
import { Store, s3 } from './s3/index.ts'
import type { Service } from './service.ts'
import { Quotas, serviceQuotas } from './service-quotas/index.ts'
import { sts } from './sts/index.ts'
import { Tagging, tagging } from './tagging/index.ts'

export interface Options {
  readonly clock: Clock
  readonly script?: Script
  readonly account?: string
  readonly region?: string
  readonly delays?: Readonly<Record<string, number>>
}

/** AWS on this machine: one address that answers the SDK and the CLI as the services would. */
export async function startAws({
  clock,
  script = {},
  account = PLACE['AWS::AccountId'],
  region = PLACE['AWS::Region'],
  delays = {},
}: Options) {
  const place = { account, region }
  const user = `arn:aws:iam::${account}:user/dev`
  const store = new Store(clock.now)
  const state = new State(place, store, script, clock.now())
  const deny = new Set<string>()
  const cloud = {
    apigateway: new ApiGateway(state),
    ec2: new Ec2(state),
    lambda: new Lambda(),
    logs: new Logs(state),
    quotas: new Quotas(),
    tagging: new Tagging(state),
  }
  // By the names in credential scopes.
  const services: Readonly<Record<string, Service>> = {
    apigateway: apigateway(cloud.apigateway),
    cloudformation: cloudformation(state),
    ec2: ec2(cloud.ec2),
    iam: iam(deny),
    lambda: lambda(cloud.lambda, state),
    logs: logs(cloud.logs, state),
    s3: s3(store, place),
    servicequotas: serviceQuotas(cloud.quotas),
    sts: sts(place, user),
    tagging: tagging(cloud.tagging),
  }
  const advance = () => state.timeline.advance(clock.now())
  const endpoint = new Endpoint({ services, deny, advance, now: clock.now, user, delays })
  const server = await endpoint.listen()
  return {
    url: server.url,
    env: {
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_SESSION_TOKEN: 'AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    calls: endpoint.calls,
    faults: endpoint.faults,
    /** IAM actions that the user does not have: `cloudformation:CreateChangeSet`. */
    deny,
    credentials: endpoint.credentials,
    cloudformation: state,
    s3: store,
    ...cloud,
    async stop() {
      await server.stop()
      state.shelf.remove()
    },
  }
}
