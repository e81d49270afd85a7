// A small clone in a temp folder, with the real setup script and a PATH that holds only fakes.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const repository = join(__dirname, '../..')

/** How a fake program behaves: it succeeds, fails with this text, or waits for the test (see `gate`). */
export type Behaviour = {
  fail?: string
  waits?: boolean
  /** Of a Python: what it answers when asked what it is. */
  version?: string
  hasVenv?: boolean
}
export type Programs = Record<string, Behaviour>
export type Result = { status: number | null; stdout: string; stderr: string }

const python: Behaviour = { version: '3.12.1', hasVenv: true }
export const allPrograms: Programs = { npm: {}, python3: python, pip: {} }

export const lock = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'small' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/@scope/b': { version: '2.0.0', integrity: 'sha512-b' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['nowhere'] },
  } as Record<string, Record<string, unknown>>,
}

export class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'setup-')))
  private readonly children: ChildProcess[] = []
  private server: Server | undefined

  constructor(programs: Programs = allPrograms) {
    mkdirSync(this.path('scripts'))
    cpSync(join(repository, 'scripts/setup.mjs'), this.path('scripts/setup.mjs'))
    cpSync(join(repository, 'scripts/setup'), this.path('scripts/setup'), { recursive: true })
    this.write('package-lock.json', JSON.stringify(lock))
    this.write('requirements.txt', 'cfn-lint==1.0.0\n')
    this.programs(programs)
  }

  path(name: string) {
    return join(this.root, name)
  }

  write(name: string, text: string) {
    writeFileSync(this.path(name), text)
  }

  exists(name: string) {
    return existsSync(this.path(name))
  }

  /** Replaces the programs on PATH. `pip` is no program: it says how `python -m pip` behaves. */
  programs(programs: Programs) {
    const bin = this.path('bin')
    rmSync(bin, { recursive: true, force: true })
    mkdirSync(bin)
    writeFileSync(join(bin, 'behaviour.json'), JSON.stringify(programs))
    const body = readFileSync(join(__dirname, 'fake-program.cjs'), 'utf8')
    for (const name of Object.keys(programs))
      if (name !== 'pip') writeFileSync(join(bin, name), `#!${process.execPath}\n${body}`, { mode: 0o755 })
  }

  /** Starts the setup. `line` resolves when its stderr has a line with the text. */
  start(env: Record<string, string> = {}, nodeArguments: string[] = []) {
    const child = spawn(process.execPath, [...nodeArguments, this.path('scripts/setup.mjs')], {
      env: { PATH: this.path('bin'), FAKE_GATE: this.path('gate'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.children.push(child)
    const out = { stdout: '', stderr: '' }
    const wanted: { text: string; resolve: () => void }[] = []
    child.stdout.on('data', (data) => {
      out.stdout += data
    })
    child.stderr.on('data', (data) => {
      out.stderr += data
      for (const { text, resolve } of wanted) if (out.stderr.includes(text)) resolve()
    })
    const ended = new Promise<Result>((resolve) => child.on('close', (status) => resolve({ status, ...out })))
    const line = (text: string) => new Promise<void>((resolve) => wanted.push({ text, resolve }))
    return { ended, line, kill: (signal: NodeJS.Signals) => child.kill(signal) }
  }

  run(env?: Record<string, string>, nodeArguments?: string[]) {
    return this.start(env, nodeArguments).ended
  }

  /**
   * Where a fake that `waits` reports that it runs. It goes on when the test writes to the socket, and when it dies
   * the socket closes: so that no test needs to sleep or to poll.
   */
  async gate(): Promise<{ arrival: Promise<Socket> }> {
    const server = createServer()
    this.server = server
    const arrival = new Promise<Socket>((resolve) => server.once('connection', resolve))
    await new Promise<void>((resolve) => server.listen(this.path('gate'), resolve))
    return { arrival }
  }

  /** What the fakes were called with since the last time, Python's probing left out. */
  calls() {
    const calls = this.exists('calls') ? readFileSync(this.path('calls'), 'utf8').trim().split('\n') : []
    rmSync(this.path('calls'), { force: true })
    return calls.sort()
  }

  remove() {
    for (const child of this.children) child.kill('SIGKILL')
    this.server?.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** The last two lines of stderr: what is wrong, and the cure. */
export function trouble({ stderr }: Result) {
  return stderr.trimEnd().split('\n').slice(-2)
}

export function hidden(packages: Record<string, unknown>) {
  return JSON.stringify({ lockfileVersion: 3, packages })
}
