import type { Clock } from '../../scripts/delivery/clock.ts'
import { PLACE } from '../../scripts/template/place.ts'
import { cloudformation } from './cloudformation/index.ts'
import type { Script } from './cloudformation/script.ts'
import { State } from './cloudformation/state.ts'
import { Endpoint } from './endpoint.ts'
import { Store, s3 } from './s3/index.ts'
import { sts } from './sts/index.ts'

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
  const advance = () => state.timeline.advance(clock.now())
  const endpoint = new Endpoint({
    services: { cloudformation: cloudformation(state, advance), s3: s3(store, place), sts: sts(place, user) },
    now: clock.now,
    user,
    delays,
  })
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
    deny: endpoint.deny,
    credentials: endpoint.credentials,
    cloudformation: state,
    s3: store,
    async stop() {
      await server.stop()
      state.shelf.remove()
    },
  }
}
