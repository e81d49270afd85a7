import { type Call, type Model, walk } from '../access/gates/index.ts'
import type { Happened } from '../lab/probe.ts'
import type { World } from '../lab/world.ts'
import { type World as Proven, proven } from '../proof/predict.ts'
import type { Question } from './questions.ts'

/** What the caller should see: as the proof says, accepted or not, and as the interpreter says in detail. */
export interface Expectation {
  /** Undefined where the proof says nothing of it. */
  readonly accepted: boolean | undefined
  /** `200`, `403`, `no name`, `timeout`; undefined where no source settles it. */
  readonly seen: string | undefined
}

/** @param subjects the same templates as the proof reads them, by the addresses of APIs */
export function expect(
  question: Question,
  { model, assumed }: World,
  subjects: ReadonlyMap<string, Proven['subject']>,
): Expectation {
  const { answer, verdict, unmodelled } = walk(question.call, model)
  // What nobody knows stops no packet; but the gateway, and the proof, accept nothing beside it.
  const isOpen = unmodelled.some(({ touches }) => touches === 'api' || touches === 'anything')
  const isUnknown = verdict === 'unknown' || (verdict === 'accepted' && isOpen)
  const seen = isUnknown ? undefined : seenOf(answer)
  const subject = subjects.get(question.api.address)
  // The proof is about what the templates make.
  if (!subject || assumed.length > 0 || question.api.type.text !== 'PRIVATE')
    return { accepted: undefined, seen }
  const gates = proven({ model: seenFrom(question.call, model), subject }, question.call)
  if (Object.values(gates).includes(false) || isNowhere(question)) return { accepted: false, seen }
  // Of names the proof knows the default one, asked for in the VPC; its other gates begin behind the name.
  const isNameOpen = !question.call.arrived && gates.name === undefined
  return { accepted: isUnknown || isNameOpen ? undefined : true, seen }
}

/** The model with that part of the endpoint only that the call has arrived at. */
function seenFrom({ arrived }: Call, model: Model): Model {
  if (arrived?.to !== 'endpoint') return model
  const { network } = model
  const endpoints = network.endpoints.map((one) =>
    one.address === arrived.endpoint.address ? arrived.endpoint : one,
  )
  return { ...model, network: { ...network, endpoints } }
}

/** The public DNS does not have the name: of that the proof says nothing, and an answer there is a surprise anyway. */
const isNowhere = ({ host, form }: Question): boolean => host === 'internet' && form === 'default name'

function seenOf(answer: ReturnType<typeof walk>['answer']): string | undefined {
  if (!answer) return undefined
  if (answer.status !== undefined) return String(answer.status)
  return answer.text.includes('(6)') ? 'no name' : 'timeout'
}

/** What happened, in the same words. */
export const happened = (what: Happened): string => ('status' in what ? String(what.status) : what.trouble)

/** Whether the lab answered as was predicted. */
export const agrees = ({ accepted, seen }: Expectation, what: Happened): boolean =>
  (seen === undefined || happened(what) === seen) &&
  (accepted === undefined || accepted === ('status' in what && what.status === 200))
