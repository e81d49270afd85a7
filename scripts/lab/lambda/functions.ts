import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BOOT } from './boot.ts'
import { Environment, type Host } from './environment.ts'
import type { FunctionConfig } from './function-config.ts'
import type { Outcome } from './outcome.ts'

/**
 * How many processes a function has at most, as all functions share this one machine. Lambda would start more; here
 * what comes meanwhile waits.
 */
const MOST = 10

/** An invocation that no environment has yet. */
interface Waiting {
  readonly event: string
  readonly settle: (outcome: Outcome) => void
}

const STOPPED: Outcome = { kind: 'exit', message: 'the lab has stopped' }

/** The functions of a region. */
export class Functions {
  private readonly pools: ReadonlyMap<string, Pool>

  /** @param host the code of the functions is written to its folder, which is nobody else's */
  constructor(configs: readonly FunctionConfig[], host: Host) {
    mkdirSync(host.folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(host.folder, 'boot.cjs'), BOOT)
    this.pools = new Map(configs.map((config) => [config.address, new Pool(config, host)]))
  }

  async invoke(address: string, event: unknown): Promise<Outcome> {
    const pool = this.pools.get(address)
    if (!pool) throw new Error(`no function ${address}`)
    return pool.invoke(JSON.stringify(event))
  }

  /** Ends every process; invocations that wait for one end as if it had exited. */
  stop(): void {
    for (const pool of this.pools.values()) pool.stop()
  }
}

/** The execution environments of one function, as many as are needed at a time. */
class Pool {
  private readonly config: FunctionConfig
  private readonly host: Host
  private readonly all = new Set<Environment>()
  /** The one used last is at the end. */
  private idle: Environment[] = []
  /** The one that came first is first. */
  private waiting: Waiting[] = []
  private isStopped = false

  constructor(config: FunctionConfig, host: Host) {
    this.config = config
    this.host = host
    if (config.code.kind === 'inline') writeCode(join(host.folder, config.namespace), config.code.text)
  }

  async invoke(event: string): Promise<Outcome> {
    const { config, host, isStopped, all, idle, waiting } = this
    if (isStopped) return STOPPED
    if (config.code.kind === 'none') {
      host.log(config.address, config.code.why)
      return { kind: 'init-error', message: config.code.why }
    }
    const concurrency = all.size - idle.length + waiting.length
    if (config.reserved !== undefined && concurrency >= config.reserved)
      return { kind: 'throttled', message: 'Rate Exceeded.' }
    return new Promise((settle) => {
      waiting.push({ event, settle })
      this.serve()
    })
  }

  stop(): void {
    this.isStopped = true
    for (const { settle } of this.waiting.splice(0)) settle(STOPPED)
    for (const environment of this.all) environment.stop()
  }

  /** Hands the invocation that came first to an environment, if one is free or can be made. */
  private async serve(): Promise<void> {
    const environment = this.waiting.length > 0 ? (this.idle.pop() ?? this.cold()) : undefined
    const first = environment && this.waiting.shift()
    if (!first) return
    const outcome = await environment.invoke(first.event)
    if (!environment.isGone) this.idle.push(environment)
    first.settle(outcome)
    this.serve()
  }

  private cold(): Environment | undefined {
    const { config, host, all } = this
    if (all.size >= MOST) return undefined
    const environment = new Environment(config, host, () => {
      all.delete(environment)
      this.idle = this.idle.filter((one) => one !== environment)
    })
    all.add(environment)
    return environment
  }
}

function writeCode(folder: string, code: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'index.js'), code)
  // Node would otherwise look for one further up, and find the type of this project.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
}
