import type { Host, Subnet } from '../model/index.ts'
import type { InvokeForm } from '../network/index.ts'
import type { Call as PolicyCall } from '../policy/call.ts'
import type { Destination } from './way.ts'

/** Somebody at a place in the network. */
export type Caller =
  /** A host that a template makes, with the groups it gives it. */
  | { readonly kind: 'host'; readonly host: Host; readonly address?: number }
  /** Somebody in a subnet of the templates, in no group that any rule names, and free to send anything. */
  | { readonly kind: 'stranger'; readonly subnet: Subnet; readonly address: number }
  /** Somebody in a network that is linked to the VPC by means that no template shows: the corporate network. */
  | { readonly kind: 'linked'; readonly address: number }
  | { readonly kind: 'internet'; readonly address: number }
  /** Somebody in a VPC of another account, with an execute-api endpoint there that has private DNS. */
  | {
      readonly kind: 'other-vpc'
      readonly account: string
      readonly vpc: string
      readonly endpoint: string
      readonly address: number
    }

/** One request. */
export interface Call {
  readonly caller: Caller
  /** The ARN that signs it; null for a request that is not signed. */
  readonly principal: string | null
  /** The address of the API's resource. */
  readonly api: string
  readonly form: InvokeForm
  /** The address of the endpoint that an alias or endpoint name names; undefined for the first there is. */
  readonly endpoint?: string
  readonly method: string
  /** Without the stage: `/secure/greeter`. */
  readonly path: string
  readonly stage: string
  /** The port that the client takes; undefined for whichever it may take. */
  readonly clientPort?: number
  /** Where its packets arrived, for whoever has the connection in hand; undefined for where its name leads. */
  readonly arrived?: Destination
  /** Condition keys that only the request itself knows, such as `aws:UserAgent`. */
  readonly context?: PolicyCall['context']
}
