import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Identity } from '../identity/identity.ts'
import type { FunctionConfig } from './function-config.ts'
import { eachLine } from './lines.ts'
import type { Outcome } from './outcome.ts'
import { type Invocation, LARGEST_ANSWER, RuntimeApi } from './runtime-api.ts'
import { type Report, systemLog } from './system-log.ts'
import { variablesOf } from './variables.ts'

/** Where execution environments run. */
export interface Host {
  /** Holds `boot.cjs`, and the code of each function in a folder of its namespace's name. */
  readonly folder: string
  /** What runs a command in a namespace. */
  readonly command: (namespace: string, command: readonly string[]) => readonly string[]
  readonly log: (functionAddress: string, line: string) => void
  /** Of the function's role; undefined where it is not known. */
  readonly identity: (functionAddress: string) => Identity | undefined
}

/** Of a cold start; after that, Lambda begins it again within the time of the invocation. Here it goes on. */
const INIT_MS = 10_000

interface Job {
  readonly requestId: string
  readonly event: string
  readonly settle: (outcome: Outcome) => void
  /** When the process got the event; undefined while it starts. */
  begun?: number
  /** What it answered; the invocation ends when it asks for the next one. */
  outcome?: Outcome
}

/** An execution environment: one process with a Runtime API of its own, which serves one invocation at a time. */
export class Environment {
  isGone = false
  private readonly config: FunctionConfig
  private readonly host: Host
  private readonly system: ReturnType<typeof systemLog>
  private readonly onGone: () => void
  private readonly api: RuntimeApi
  private readonly started = performance.now()
  private init: number | undefined
  private isReady = false
  private process: ChildProcess | undefined
  private deliver: ((invocation: Invocation) => void) | undefined
  private job: Job | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(config: FunctionConfig, host: Host, onGone: () => void) {
    this.config = config
    this.host = host
    this.onGone = onGone
    this.system = systemLog(config, () => new Date())
    this.api = new RuntimeApi({
      next: (deliver) => this.next(deliver),
      answered: (id, payload) => this.answered(id, { kind: 'answer', payload }),
      failed: (id, payload) => this.answered(id, { kind: 'function-error', payload }),
      tooLarge: (id) => this.answered(id, { kind: 'function-error', payload: TOO_LARGE }),
      initFailed: (payload) => this.end({ kind: 'init-error', message: messageOf(payload) }),
    })
    this.start().catch((error) => this.end({ kind: 'init-error', message: String(error) }))
  }

  /** Only while it has no other invocation. */
  invoke(event: string): Promise<Outcome> {
    return new Promise((settle) => {
      this.job = { requestId: randomUUID(), event, settle }
      this.limit(INIT_MS + this.config.timeout * 1000)
      this.hand()
    })
  }

  stop(): void {
    this.end({ kind: 'exit', message: 'the lab has stopped' })
  }

  private async start(): Promise<void> {
    const { config, host } = this
    const runtimeApi = await this.api.listen(config.runtimeApi)
    if (this.isGone) return
    const taskRoot = join(host.folder, config.namespace)
    const logStream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${hex(16)}`
    const identity = host.identity(config.address)
    const env = variablesOf(config, { taskRoot, logStream, runtimeApi, identity })
    const [file = '', ...args] = host.command(config.namespace, [
      process.execPath,
      // What Lambda's own runtime gives V8 of the function's memory.
      `--max-old-space-size=${Math.floor(config.memory * 0.9)}`,
      `--max-semi-space-size=${Math.ceil(config.memory * 0.05)}`,
      join(host.folder, 'boot.cjs'),
      Object.keys(env).join(),
    ])
    // A group of its own: what the handler starts ends with it.
    const child = spawn(file, args, { env, cwd: taskRoot, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    this.process = child
    for (const output of [child.stdout, child.stderr])
      eachLine(output, (line) => host.log(config.address, line))
    child.once('error', (error) => this.end({ kind: 'init-error', message: error.message }))
    child.once('exit', (code, signal) => this.end({ kind: 'exit', message: exitText(code, signal) }))
  }

  private next(deliver: (invocation: Invocation) => void): void {
    if (!this.isReady) this.init = performance.now() - this.started
    this.isReady = true
    this.deliver = deliver
    if (this.job?.outcome) this.settle(this.job.outcome)
    else this.hand()
  }

  /** The event reaches the process when both are there, and only once. */
  private hand(): void {
    const { job, deliver, config } = this
    if (!job || job.begun !== undefined || !deliver) return
    this.deliver = undefined
    const ms = config.timeout * 1000
    this.limit(ms)
    this.log(this.system.start(job.requestId))
    job.begun = performance.now()
    deliver({
      requestId: job.requestId,
      event: job.event,
      deadline: Date.now() + ms,
      arn: config.arn,
      traceId: `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${hex(12)};Parent=${hex(8)};Sampled=0`,
    })
  }

  private answered(requestId: string, outcome: Outcome): boolean {
    if (this.job?.requestId !== requestId || this.job.begun === undefined || this.job.outcome) return false
    this.job.outcome = outcome
    return true
  }

  private limit(ms: number): void {
    clearTimeout(this.timer)
    const message = `Task timed out after ${this.config.timeout.toFixed(2)} seconds`
    this.timer = setTimeout(() => this.end({ kind: 'timeout', message }), ms)
  }

  /** Ends the process and whatever it started; an invocation that has no answer yet ends so. */
  private end(outcome: Outcome): void {
    if (this.isGone) return
    this.isGone = true
    this.api.close()
    killGroup(this.process?.pid)
    if (this.job) this.settle(this.job.outcome ?? outcome)
    this.onGone()
  }

  private settle(outcome: Outcome): void {
    const { job } = this
    if (!job) return
    clearTimeout(this.timer)
    this.job = undefined
    const status = outcome.kind === 'answer' ? 'success' : outcome.kind === 'timeout' ? 'timeout' : 'error'
    const report: Report = {
      duration: performance.now() - (job.begun ?? this.started),
      init: this.init,
      status,
      errorType: outcome.kind === 'exit' ? 'Runtime.ExitError' : undefined,
    }
    this.init = undefined
    this.log(
      job.begun === undefined ? this.system.initFailed(report) : this.system.end(job.requestId, report),
    )
    job.settle('message' in outcome ? { ...outcome, message: about(job, outcome.message) } : outcome)
  }

  private log(lines: readonly string[]): void {
    for (const line of lines) this.host.log(this.config.address, line)
  }
}

const about = ({ requestId }: Job, message: string): string => `RequestId: ${requestId} Error: ${message}`

const TOO_LARGE = JSON.stringify({
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`,
})

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function exitText(code: number | null, signal: string | null): string {
  if (code === 0) return 'Runtime exited without providing a reason'
  return `Runtime exited with error: ${code === null ? `signal: ${signal}` : `exit status ${code}`}`
}

/** Any process of the function's namespace could write it. */
function messageOf(payload: string): string {
  try {
    const { errorType, errorMessage } = JSON.parse(payload)
    return `${errorType}: ${errorMessage}`
  } catch {
    return payload
  }
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')
