import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const PROJECT = join(__dirname, '../../..')
const LAB = [process.execPath, 'scripts/run.mjs', 'lab'] as const
const isRoot = process.getuid?.() === 0

/** Who types: root, or where the tests are root's, somebody without any rights as well. */
export const USERS = isRoot ? (['root', 'nobody'] as const) : (['root'] as const)
export type User = (typeof USERS)[number]

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * A machine for labs: namespaces of its own, so that everything on it is the test's. Its disk can only be read; the one
 * place to write is the folder for temporary files.
 */
export class Machine {
  readonly folder = '/mnt'
  private readonly user: User
  private readonly holder: ChildProcessWithoutNullStreams
  private pid = 0

  private constructor(user: User) {
    this.user = user
    const owner = user === 'nobody' ? ',uid=65534,gid=65534' : ''
    // The shell reaps orphans while it waits for `cat`, which ends with this process.
    const script = [
      'set -e',
      'ip link set lo up',
      `mount -t tmpfs -o mode=700${owner} tmp "$0"`,
      'mount -o remount,bind,ro /',
      'exec 3<&0',
      'sh -c "echo made; exec cat" <&3 & wait $!',
    ]
    const own = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc']
    this.holder = spawn('unshare', [
      ...(isRoot ? [] : ['--user', '--map-root-user']),
      ...[...own, '--', 'sh', '-c', script.join('\n'), this.folder],
    ])
  }

  static async of(user: User = 'root'): Promise<Machine> {
    // The command is bundled where it can be written.
    const bundled = spawn(process.execPath, ['scripts/run.mjs', 'lab', '--help'], { cwd: PROJECT })
    bundled.stdout.resume()
    await once(bundled, 'close')
    const machine = new Machine(user)
    await once(machine.holder.stdout, 'data')
    const { pid } = machine.holder
    machine.pid = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
    return machine
  }

  async stop(): Promise<void> {
    const ended = once(this.holder, 'close')
    this.holder.kill('SIGKILL')
    await ended
  }

  spawn(command: readonly string[], folder = this.folder, user = this.user): ChildProcessWithoutNullStreams {
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
    return spawn(
      'nsenter',
      [
        ...[...this.at(), '--mount', '--net', '--uts', '--pid', '--'],
        ...(user === 'nobody' ? nobody : []),
        ...['sh', '-c', 'cd "$0" && exec "$@"', PROJECT, ...command],
      ],
      { env: { PATH: process.env.PATH, HOME: this.folder, TMPDIR: folder, TERM: 'xterm' } },
    )
  }

  private at(): string[] {
    return ['--target', `${this.pid}`, ...(isRoot ? [] : ['--user', '--preserve-credentials'])]
  }

  async run(command: readonly string[], input = '', user = this.user, folder = this.folder): Promise<Ended> {
    const child = this.spawn(command, folder, user)
    child.stdin.on('error', () => undefined).end(input)
    return ended(child)
  }

  /** `npm run lab -- …` */
  lab(...args: string[]): Promise<Ended> {
    return this.run([...LAB, ...args])
  }

  /** The same, with a module that all its processes load first. */
  async labWith(module: string, ...args: string[]): Promise<Ended> {
    const file = `${this.folder}/first.cjs`
    await this.run(['sh', '-c', 'cat > "$0"', file], module)
    return this.run(['env', `NODE_OPTIONS=--require=${file}`, ...LAB, ...args])
  }

  /** The URL of the private API of dist/, or of the public one. */
  async greeter(which: 'private' | 'regional' = 'private'): Promise<string> {
    const { stdout } = await this.lab('status')
    return new RegExp(`GET (\\S+) {2}\\(${which}\\)`).exec(stdout)?.[1] ?? `no URL in ${stdout}`
  }

  /** At the consumer, unless another host is told. */
  async curl(url: string, host = 'consumer', ...options: string[]): Promise<string> {
    const curl = ['curl', '-sS', '-m', '5', '-w', ' %{http_code}', ...options, url]
    const { stdout, stderr } = await this.lab('exec', host, ...curl)
    return `${stdout}${stderr}`.trim()
  }

  /** A lab in the foreground, when it is up. */
  async foreground(...args: string[]): Promise<ChildProcessWithoutNullStreams> {
    const lab = this.spawn([...LAB, ...args])
    await says(lab, 'Ctrl-C ends the lab.')
    return lab
  }

  /** A command of the lab's at a terminal. */
  terminal(...args: string[]): ChildProcessWithoutNullStreams {
    const line = [...LAB, ...args].map((word) => `'${word}'`).join(' ')
    return this.spawn(['script', '-qec', `exec ${line}`, '/dev/null'])
  }

  /** All that a lab could leave: processes, namespaces, links, sockets, mounts, files. */
  async everything(): Promise<string> {
    const { stdout, stderr } = await this.run(['sh', '-c', EVERYTHING, this.folder], '', 'root')
    expect(stderr).toBe('')
    return stdout
  }

  /** The processes whose words hold a text, as the machine counts them. */
  async pidsOf(words: string): Promise<number[]> {
    const { stdout } = await this.run(['ps', '-e', '-o', 'pid=,args='])
    return stdout
      .split('\n')
      .filter((line) => line.includes(words))
      .map((line) => Number.parseInt(line, 10))
  }

  /** Kills a process, and comes back when it and others have ended and given back everything. */
  async kill(pid: number, others: readonly number[] = [pid], signal = 'KILL'): Promise<void> {
    const watch = spawn('nsenter', [
      ...this.at(),
      '--pid',
      '--',
      'python3',
      '-c',
      WATCH,
      ...others.map(String),
    ])
    await once(watch.stdout, 'data')
    const [{ status }, { stderr }] = await Promise.all([
      this.run(['kill', '-s', signal, `${pid}`], '', 'root'),
      ended(watch),
    ])
    expect([status, stderr]).toEqual([0, ''])
  }
}

/** A descriptor of a process can be read when the process has ended. */
const WATCH = `
import os, select, sys
waiting = {os.pidfd_open(int(pid)) for pid in sys.argv[1:]}
print('watching', flush=True)
while waiting:
    waiting -= set(select.select(waiting, [], [])[0])
`

const EVERYTHING = `
all=$(ps -e -o args=)
echo processes; echo "$all" | sed '/<defunct>$/d'
echo namespaces; readlink /proc/[0-9]*/ns/net /proc/[0-9]*/ns/user /proc/[0-9]*/ns/mnt /proc/[0-9]*/ns/pid | sort -u
echo links; ip -oneline link
echo sockets; cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 2>&1
echo mounts; cat /proc/mounts
echo files; find "$0" -mindepth 1 | sort
`

/** Waits until a command has said something. */
export async function says(child: ChildProcessWithoutNullStreams, words: string): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk
      if (said.includes(words)) resolve(said)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', (code) => reject(new Error(`it ended with ${code} before it said '${words}': ${said}`)))
  })
}

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const closed = once(child, 'close')
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  return { status, stdout, stderr }
}
