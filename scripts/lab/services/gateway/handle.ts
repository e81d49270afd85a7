import type { IncomingMessage } from 'node:http'
import { declaredMethod } from '../../../access/gates/index.ts'
import type { Identity } from '../../identity/identity.ts'
import { accessLogLine } from './access-log.ts'
import type { Refusal, Reply } from './answer.ts'
import { decide } from './decide.ts'
import type { Matched } from './event.ts'
import { type Invoke, integrate } from './integrate.ts'
import { announcesTooMuch, readBody, refuseForm } from './limits.ts'
import { refusals } from './refusals.ts'
import { type Request, valuesOf } from './request.ts'
import type { Deployed } from './settings.ts'
import { isSigned, type Known, verify } from './signature.ts'
import { type Target, targetOf } from './target.ts'
import { limitsOf, type Throttle } from './throttle.ts'

/** What requests are answered with. */
export interface Service {
  readonly invoke: Invoke
  /** Lines of access logs, and the lab's own remarks, which begin with `lab: `. */
  readonly log: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly throttle: Throttle
  readonly known: Known
}

/** Answers one request, from its form to the access log. */
export async function handle(
  request: Request,
  message: IncomingMessage,
  deployed: Deployed,
  service: Service,
): Promise<Reply> {
  const malformed = refuseForm(request)
  if (malformed) return malformed
  const target = targetOf(request, deployed)
  if (!target) return refusals.forbidden()
  const matched = matchedBy(request, target, deployed)
  const { reply, integration, signer } = await answer(request, target, matched, message, deployed, service)
  const stage = deployed.stages.get(`${target.api.id}/${target.stage}`)
  if (stage?.accessLogFormat !== undefined) {
    const resource = matched && { path: matched.method.path, id: matched.details?.resourceId ?? '' }
    const latency = service.now() - request.at
    const served = { target, resource, reply, latency, integration, signer }
    service.log(accessLogLine(stage.accessLogFormat, request, served, deployed))
  }
  return reply
}

function matchedBy(request: Request, target: Target, deployed: Deployed): Matched | undefined {
  const { api, path, stage } = target
  const method = declaredMethod(api, request.method, path)
  return (
    method && {
      target,
      method,
      details: deployed.methods.get(method.address),
      stage: deployed.stages.get(`${api.id}/${stage}`),
      deploymentId: api.stages.find(({ name }) => name.text === stage)?.deployment?.id,
    }
  )
}

/** In the order of semantics, section 3.1: policies, throttling, validation, integration. */
async function answer(
  request: Request,
  target: Target,
  matched: Matched | undefined,
  message: IncomingMessage,
  deployed: Deployed,
  { invoke, log, now, throttle, known }: Service,
): Promise<{ reply: Reply | Refusal; integration: number | undefined; signer?: Identity | undefined }> {
  const tell = (reply: Refusal) => {
    if (reply.because !== undefined)
      log(`lab: ${reply.status} ${request.method} ${request.target}: ${oneLine(reply.because)}`)
    return { reply, integration: undefined }
  }
  // A signature is of the body too, and an endpoint's policy asks who signed, whatever the method wants.
  const signed = isSigned(request) ? await bodyOf(request, message) : undefined
  if (isSigned(request) && !signed) return tell(refusals.tooLarge())
  const signature = signed && verify(request, signed, deployed.account.region, known)
  const { refusal, before } = decide(request, target, signature, deployed)
  if (refusal && before) return tell(refusal)
  // A request that gets so far has a method: access/ stops those without.
  if (!matched) throw new Error(`no method for ${request.method} ${target.path}`)
  const limits = limitsOf(matched.stage, matched.method.verb.text, matched.method.path)
  const bucket = `${target.api.id}/${target.stage}/${matched.method.address}`
  if (!throttle.admits(bucket, limits, now())) return tell(refusals.throttled())
  const missing = missingParameters(request, matched)
  if (missing.length > 0) return tell(refusals.missingParameters(missing))
  if (refusal) return tell(refusal)
  if (matched.details?.validatesBody)
    return tell(refusals.internal('the lab does not validate bodies by the models of a method'))
  const body = signed ?? (await bodyOf(request, message))
  if (!body) return tell(refusals.tooLarge())
  // To the function a caller has a name where the method asks for one.
  const isAsked = matched.method.authorization.text === 'AWS_IAM'
  const signer = isAsked && signature && 'by' in signature ? signature.by : undefined
  const asked = now()
  const reply = await integrate(request, { ...matched, signer }, body, deployed, invoke)
  tell(reply)
  return { reply, integration: now() - asked, signer }
}

const bodyOf = async (request: Request, message: IncomingMessage): Promise<Buffer | undefined> =>
  announcesTooMuch(request) ? undefined : readBody(message)

/** What a function says may have line ends, and worse. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')

/** The names of parameters that a validator asks for and that are not there. */
function missingParameters(request: Request, { details, target }: Matched): string[] {
  const query = new URLSearchParams(target.query)
  return (details?.required ?? []).flatMap((parameter) => {
    const [, place, name = ''] = /^method\.request\.(querystring|header|path)\.(.+)$/.exec(parameter) ?? []
    const isThere =
      place === 'querystring'
        ? query.has(name)
        : place === 'path' || valuesOf(request, name.toLowerCase()).length > 0
    return isThere ? [] : [name]
  })
}
