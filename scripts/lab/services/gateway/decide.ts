import {
  answers,
  apiOf,
  type Call,
  declaredMethod,
  type GateName,
  type Model,
  walkFrom,
} from '../../../access/gates/index.ts'
import { methodArn } from '../../../access/policy/call.ts'
import { placeText } from '../../../template/value.ts'
import type { Refusal } from './answer.ts'
import { arrivalOf } from './doors.ts'
import { refusals } from './refusals.ts'
import { type Request, valuesOf } from './request.ts'
import { type Signature, unsignedRefusal } from './signature.ts'
import type { Target } from './target.ts'

/** Of a method's ARN, in bytes (semantics, section 9.2). */
const LONGEST_ARN = 1600

/** What `access/` says of a request; `before` is whether it is refused before limits and integration are asked. */
export interface Decision {
  readonly refusal: Refusal | undefined
  readonly before: boolean
}

/**
 * Asks the gates from the front end on, for every way to read the request's path.
 *
 * @param signature undefined for a request that is not signed
 */
export function decide(
  request: Request,
  target: Target,
  signature: Signature | undefined,
  model: Model,
): Decision {
  const { api, stage, form } = target
  const call = {
    ...arrivalOf(request.door, request.from, model),
    principal: signature && 'by' in signature ? signature.by.arn : null,
    api: api.address,
    form,
    method: request.method,
    stage,
    context: contextOf(request),
  }
  const arn = arnOf(request, target, model)
  const [outcome, ...others] = readings(target.path).map((path) => ask({ ...call, path }, model))
  if (outcome?.gate === 'front end') return { refusal: outcome.refusal(request, arn), before: true }
  if (Buffer.byteLength(arn) > LONGEST_ARN && (api.policy || api.type.text === 'PRIVATE'))
    return { refusal: refusals.uriTooLong(), before: true }
  if (signature && 'refusal' in signature) return { refusal: signature.refusal, before: true }
  if (!outcome || others.some((other) => other.key !== outcome.key))
    return { refusal: refusals.internal(`${target.path}: ${DECODING}`), before: true }
  const before = outcome.gate !== undefined && outcome.gate !== 'integration permission'
  return { refusal: outcome.refusal(request, arn), before }
}

const DECODING =
  'whether policies see it decoded and without dots is not settled (U11), and the answers would differ'

/** How a walk ended, and how that is told. */
interface Outcome {
  /** Undefined where all let it pass. */
  readonly gate: GateName | undefined
  /** The same where the caller gets the same, from the same method. */
  readonly key: string
  refusal(request: Request, arn: string): Refusal | undefined
}

function ask(call: Call, model: Model): Outcome {
  const { steps, verdict, answer, unmodelled } = walkFrom('front end', call, model)
  const last = steps.findLast((step) => step.verdict !== 'not reached')
  const gate = verdict === 'accepted' ? undefined : last?.gate
  const method = declaredMethod(apiOf(call, model), call.method, call.path)
  const key = JSON.stringify([gate, verdict, answer, method?.address])
  if (verdict === 'accepted') {
    const doubt = unmodelled.find(({ touches }) => touches === 'api' || touches === 'anything')
    return { gate, key, refusal: () => doubt && unknown(doubt.what, doubt.at) }
  }
  if (verdict === 'unknown') {
    const [reason] = last?.because ?? []
    return { gate, key, refusal: () => unknown(`the ${gate} gate: ${reason?.says}`, reason?.at) }
  }
  return {
    gate,
    key,
    refusal(request, arn) {
      if (answer?.denied) return refusals.accessDenied(call.principal ?? 'anonymous', arn, answer.denied)
      if (answer === answers.forbidden) return refusals.forbidden()
      if (answer === answers.missingToken) return unsignedRefusal(request)
      const says = last?.because.map(withPlace).join('; ')
      return refusals.internal(answer === answers.integrationFailed ? says : `no answer for: ${answer?.text}`)
    },
  }
}

const unknown = (says: string, at: Parameters<typeof withPlace>[0]['at']): Refusal =>
  refusals.internal(`not decided: ${withPlace({ says, at })}`)

const withPlace = ({
  says,
  at,
}: {
  says: string
  at: Parameters<typeof placeText>[0] | undefined
}): string => (at ? `${says} (${placeText(at)})` : says)

/** The path as written, decoded, and decoded without dot segments: which of them policies see is not settled (U11). */
function readings(path: string): string[] {
  const decoded = decode(path)
  const resolved: string[] = []
  for (const part of decoded.split('/')) {
    if (part === '..') resolved.pop()
    else if (part !== '.') resolved.push(part)
  }
  return [...new Set([path, decoded, `/${resolved.join('/').replace(/^\//, '')}`])]
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The condition keys that are the caller's to choose, and the clock's (semantics, section 4.1). */
function contextOf(request: Request): Record<string, string> {
  const agent = valuesOf(request, 'user-agent')[0]
  const referer = valuesOf(request, 'referer')[0]
  return {
    'aws:CurrentTime': new Date(request.at).toISOString(),
    'aws:EpochTime': String(Math.floor(request.at / 1000)),
    ...(agent === undefined ? {} : { 'aws:UserAgent': agent }),
    ...(referer === undefined ? {} : { 'aws:Referer': referer }),
  }
}

function arnOf({ method }: Request, { api, stage, path }: Target, { account }: Model): string {
  const { partition, region, account: id } = account
  const apiArn = `arn:${partition}:execute-api:${region}:${id}:${api.id}`
  return methodArn(apiArn, { method, stage, path, ...NOWHERE })
}

const NOWHERE = { sourceVpce: null, sourceVpc: null, vpcSourceIp: null, sourceIp: null, principal: null }
