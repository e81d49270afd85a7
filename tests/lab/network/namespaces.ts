import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setupScript } from '../../../scripts/lab/network/index.ts'
import type { Plan } from '../../../scripts/lab/plan/plan.ts'

export { describeInNamespaces } from '../in-namespaces.ts'

const NEW = ['--user', '--map-root-user', '--net', '--mount', '--uts']

/** The network of a plan in namespaces of its own, which end with whoever made it. */
export class TestNetwork {
  private readonly holder: ChildProcess
  private readonly started: ChildProcess[] = []

  private constructor(holder: ChildProcess) {
    this.holder = holder
  }

  static async of(plan: Plan): Promise<TestNetwork> {
    // `cat` holds the namespaces until its input ends, which it does when this process dies, however it dies.
    const holder = spawn('unshare', [...NEW, 'sh', '-c', 'echo made; exec cat'])
    const network = new TestNetwork(holder)
    await once(holder.stdout, 'data')
    await network.run(undefined, ['sh', '-s'], setupScript(plan))
    return network
  }

  /** Starts a command in a namespace of the lab; undefined for the outer one. */
  spawn(namespace: string | undefined, command: readonly string[], stdio: 'pipe' | 'ipc' = 'pipe') {
    const inner = namespace ? ['nsenter', `--net=/run/netns/${namespace}`] : []
    const outer = [
      '--target',
      `${this.holder.pid}`,
      '--user',
      '--preserve-credentials',
      '--mount',
      '--net',
      '--uts',
    ]
    const streams = stdio === 'ipc' ? (['ignore', 'inherit', 'inherit', 'ipc'] as const) : 'pipe'
    const child = spawn('nsenter', [...outer, '--', ...inner, ...command], { stdio: streams as 'pipe' })
    this.started.push(child)
    return child
  }

  /** What a command says that must succeed. */
  async run(namespace: string | undefined, command: readonly string[], input = ''): Promise<string> {
    const { status, stdout, stderr } = await this.attempt(namespace, command, input)
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`)
    return stdout
  }

  async attempt(namespace: string | undefined, command: readonly string[], input = '') {
    const child = this.spawn(namespace, command)
    // It may end without reading: whether that is well, its status says.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    const ended = once(child, 'close')
    const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return { status: status as number | null, stdout, stderr }
  }

  async stop(): Promise<void> {
    const running = [...this.started, this.holder].filter(
      (one) => one.exitCode === null && one.signalCode === null,
    )
    await Promise.all(
      running.map((one) => {
        const ended = once(one, 'close')
        one.kill('SIGKILL')
        return ended
      }),
    )
  }
}
