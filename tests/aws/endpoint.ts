import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { CallLog, type LoggedCall } from './calls.ts'
import { Credentials } from './credentials.ts'
import { type Fault, Faults } from './faults.ts'
import { guessService } from './guess-service.ts'
import { type Call, type HttpRequest, isReply, type Reply } from './protocol/message.ts'
import { listen, type Outcome } from './protocol/server.ts'
import { ServiceError } from './protocol/service-error.ts'
import { readSignature, type Signature } from './protocol/signature.ts'
import * as wording from './protocol/wording.ts'
import type { Service } from './service.ts'

interface Options {
  readonly services: Readonly<Record<string, Service>>
  /** Brings everything up to the present. */
  readonly advance: () => void
  readonly deny: ReadonlySet<string>
  readonly now: () => number
  readonly user: string
  /** Milliseconds before each answer, by service. */
  readonly delays: Readonly<Record<string, number>>
}

/** One address for all services: a request goes to the one that its signature names. */
export class Endpoint {
  readonly calls = new CallLog()
  readonly faults = new Faults()
  readonly credentials = new Credentials()
  private readonly options: Options

  constructor(options: Options) {
    this.options = options
  }

  listen() {
    return listen((request) => this.handle(request))
  }

  private async handle(http: HttpRequest): Promise<Outcome> {
    const signature = readSignature(http)
    const name = signature?.service ?? guessService(http)
    const service = this.options.services[name]
    const requestId = randomUUID()
    if (!service) return { status: 400, headers: {}, body: `This endpoint does not know the service ${name}` }
    const region = signature?.region ?? 'us-east-1'
    const call: Call = { ...service.protocol.read(http), service: name, requestId, region, http }
    const { action, parameters } = call
    const logged = this.calls.add({ service: name, action, parameters, at: this.options.now() })
    await this.faults.before?.(logged)
    const outcome = await this.outcome(service, call, logged, signature)
    await this.faults.after?.(logged)
    const delay = this.options.delays[name]
    if (delay) await setTimeout(delay)
    if (typeof outcome === 'string') return outcome
    logged.status = outcome.status
    return this.signed(outcome, requestId)
  }

  private async outcome(
    service: Service,
    call: Call,
    logged: LoggedCall,
    signature: Signature | undefined,
  ): Promise<Outcome> {
    const fault = this.faults.take(logged)
    if (fault?.trouble === 'reset' || fault?.trouble === 'silence') return fault.trouble
    if (fault?.trouble === 'expire' && signature) this.credentials.expire(signature)
    try {
      const refusal =
        this.credentials.refusal(signature, service.dialect) ?? this.refusal(service, call, fault)
      if (refusal) throw refusal
      const handle = Object.hasOwn(service.actions, call.action) ? service.actions[call.action] : undefined
      if (!handle) throw wording.unknownAction(call)
      this.options.advance()
      const result = await handle(call)
      if (fault?.trouble === 'reset-after') return 'reset'
      if (fault?.trouble === 'silence-after') return 'silence'
      return isReply(result) ? result : service.protocol.answer(call, result)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      return refused(service, call, error)
    }
  }

  private refusal(service: Service, call: Call, fault: Fault | undefined): ServiceError | undefined {
    const { dialect } = service
    const { action, resource } = service.permission(call)
    if (fault?.trouble === 'deny' || this.options.deny.has(action))
      return wording.denied(dialect, this.options.user, action, resource)
    if (fault?.trouble === 'throttle') return wording.throttled(dialect, fault.retryAfter)
    if (fault?.trouble === 'internal-error') return wording.internalError(dialect)
    if (fault?.trouble === 'unavailable') return wording.unavailable(dialect)
    return undefined
  }

  private signed(reply: Reply, requestId: string): Reply {
    const date = new Date(this.credentials.now()).toUTCString()
    const ids = { 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId, 'x-amz-id-2': requestId }
    return { ...reply, headers: { ...ids, date, ...reply.headers } }
  }
}

const refused = (service: Service, { requestId, http }: Call, error: ServiceError): Reply =>
  service.protocol.refuse({
    code: error.code,
    message: error.message,
    status: error.status,
    headers: error.headers,
    requestId,
    method: http.method,
    path: http.path,
  })
