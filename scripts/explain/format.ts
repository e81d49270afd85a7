import type { Call, Model, Step, Walk } from '../access/gates/index.ts'
import { formatAddress } from '../access/network/index.ts'
import { type Place, placeText } from '../template/value.ts'

/** The answer, and what it was asked for. */
export interface Explained {
  readonly from: string
  readonly call: Call
  readonly walk: Walk
}

/** For people: each gate with what decided there, then what the caller gets. */
export function asText({ from, call, walk }: Explained, model: Model): string {
  const gates = walk.steps.flatMap((step, index) => [
    `${index + 1}. ${step.gate.padEnd(24)}${step.verdict}`,
    ...step.because.map(({ says, at }) => `     ${withPlace(says, at)}`),
  ])
  const assumptions = assumed(call, model).map(({ sentence, at }) => `Assumed: ${withPlace(sentence, at)}`)
  const doubts = new Set(walk.unmodelled.map(({ what, at }) => `Not modelled: ${withPlace(what, at)}`))
  return [
    `${call.method} ${call.path} from ${describe(from, call)} to ${call.api}, stage ${call.stage}`,
    '',
    ...gates,
    '',
    ...assumptions,
    ...doubts,
    conclusion(from, walk),
    '',
  ].join('\n')
}

/** For programs: one object. */
export function asJson({ from, call, walk }: Explained, model: Model): string {
  const place = (at: Place | undefined) => (at ? placeText(at) : null)
  const { method, path, stage, api, form } = call
  const report = {
    from,
    request: { method, path, stage, api, form, principal: call.principal },
    verdict: walk.verdict,
    answer: walk.answer ?? null,
    gates: walk.steps.map(({ gate, verdict, because }) => ({
      gate,
      verdict,
      because: because.map(({ says, at }) => ({ says, at: place(at) })),
    })),
    assumptions: assumed(call, model).map(({ id, sentence, at }) => ({ id, sentence, at: place(at) })),
    unmodelled: walk.unmodelled.map(({ what, at, touches }) => ({ what, at: place(at), touches })),
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function conclusion(from: string, { verdict, answer, steps, unmodelled }: Walk): string {
  const last = steps.findLast((step: Step) => step.verdict !== 'not reached')
  const unsure = unmodelled.length > 0 ? ', as far as this is modelled' : ''
  if (verdict === 'unknown')
    return `UNKNOWN what the caller (${from}) gets: the ${last?.gate} gate is not decided.`
  if (verdict === 'accepted') return `Accepted: the caller (${from}) gets ${answer?.text}${unsure}.`
  return `Refused at the ${last?.gate} gate: the caller (${from}) gets ${answer?.text}${unsure}`
}

function describe(from: string, { caller, principal }: Call): string {
  const place = caller.kind === 'host' ? caller.host.address : formatAddress(caller.address)
  const whom = place === from ? from : `${from} (${place})`
  return principal === null ? whom : `${whom}, signed by ${principal},`
}

/** Only what this stage rests on; that other custom resources are harmless is said by the proof. */
const assumed = ({ api, stage }: Call, { apis }: Model) => {
  const through = apis.apis
    .find(({ address }) => address === api)
    ?.stages.find(({ name }) => name.text === stage)?.through
  return apis.assumptions.filter(
    ({ id, sentence }) =>
      id === 'redeploy-returns-deployment' && through !== undefined && sentence.startsWith(`${through} `),
  )
}

/** Evidence of a policy names its place already. */
const withPlace = (says: string, at: Place | undefined): string =>
  at === undefined || says.includes(placeText(at)) ? says : `${says}  ${placeText(at)}`
