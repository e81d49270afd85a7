import type { Endpoint } from '../access/model/index.ts'
import type { Station } from '../access/network/index.ts'
import { replayFilters } from './replay/filters.ts'
import { replayForwarded } from './replay/names.ts'
import { type Ends, endsOf } from './replay/packet.ts'
import { type Plain, plainOf } from './replay/plain.ts'
import { replayPolicies } from './replay/policies.ts'
import { replayRoute } from './replay/route.ts'
import type { Gate } from './request/parts.ts'
import { REQUEST } from './request/variables.ts'
import type { Subject } from './subject.ts'
import type { Found } from './theorems/ask.ts'

/** What the reference interpreter was asked, and says as well; the rest it could not be asked. */
export interface Replayed {
  readonly policies: boolean
  readonly filters: boolean
}

/** What is known of who sends. */
export interface Sender {
  /** Gates of its own, such as the egress of its groups. */
  readonly own: readonly Gate[]
  /** The groups of its interface; undefined for a stranger, who chooses them. */
  readonly groups: Station['groups'] | undefined
}
const STRANGER: Sender = { own: [], groups: undefined }

/**
 * Asks the reference interpreter (access/) about a request that the solver found. It reads the same policies and
 * packet filters by other means, so that a fault in either shows as a disagreement: that is an error of ours and no
 * verdict.
 *
 * @throws Error when the two disagree
 */
export function replay(subject: Subject, found: Found, sender: Sender = STRANGER): Replayed {
  const plain = plainFor(subject, found)
  if (!plain) return { policies: false, filters: false }
  return { policies: replayPolicies(subject, plain), filters: toEndpoint(subject, plain, sender) }
}

/** The same of a packet to an endpoint, whatever is said over it. */
export function replayPacket(subject: Subject, found: Found): boolean {
  const plain = plainFor(subject, found)
  return plain !== undefined && toEndpoint(subject, plain, STRANGER)
}

/** The same of the API's name, for a question that the filters of a resolver let in. */
export function replayForwarding(subject: Subject, found: Found, endpoint: Endpoint): boolean {
  const plain = plainOf(subject.region.symbols, found, [])
  return plain !== undefined && replayForwarded(subject, endpoint, plain)
}

/** The same of a packet between others, and of these gates on its way. */
export function replayBetween(subject: Subject, found: Found, gates: readonly Gate[], ends: Ends): boolean {
  const formulas = gates.map(({ passes }) => passes)
  const plain = plainOf(subject.region.symbols, found, formulas)
  return plain !== undefined && replayFilters(subject.network, gates, ends, plain)
}

function plainFor({ region, requests }: Subject, found: Found): Plain | undefined {
  const filters = requests.gates.filter(({ filter }) => filter !== undefined)
  return plainOf(region.symbols, found, [requests.facts, ...filters.map(({ passes }) => passes)])
}

/** Through another way in goes nothing that meets a filter of the templates. */
function toEndpoint(subject: Subject, plain: Plain, sender: Sender): boolean {
  const { network, requests } = subject
  const { model } = plain.found
  const endpoint = requests.endpoints.find(({ address }) => address === model.get(REQUEST.via))
  if (!endpoint) return false
  const gates = [...sender.own, ...requests.gates.filter(({ via }) => via === endpoint.address)]
  const ends = endsOf(network, endpoint, model, sender.groups)
  const asked = [replayFilters, replayRoute].map((ask) => ask(network, gates, ends, plain))
  return asked.every(Boolean)
}
