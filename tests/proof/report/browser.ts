import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

// biome-ignore lint/suspicious/noExplicitAny: answers of the DevTools protocol
type Any = any

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--remote-debugging-pipe',
]

/** Where Debian's Chromium is; a test that needs it fails without. */
export function chromium(folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']): string {
  const found = folders.map((folder) => join(folder, 'chromium')).find(isProgram)
  if (!found) throw new Error('There is no chromium on PATH or in /usr/bin: sudo apt-get install chromium')
  return found
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A browser with one page in which scripts are disabled, spoken to over a pipe: no port is opened. */
export class Browser {
  /** Everything the page asked for and everything it complained about. */
  readonly events: { readonly method: string; readonly params: Any }[] = []
  private readonly profile = mkdtempSync(join(tmpdir(), 'prove-browser-'))
  private readonly child: ChildProcess
  private readonly waiting = new Map<
    number,
    { done: (answer: Any) => void; failed: (error: Error) => void }
  >()
  private readonly listeners: { readonly method: string; readonly done: () => void }[] = []
  private session: string | undefined
  private number = 0

  constructor() {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const args = [...FLAGS, ...sandbox, `--user-data-dir=${this.profile}`, 'about:blank']
    this.child = spawn(chromium(), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    this.child.once('exit', (code) => {
      for (const { failed } of this.waiting.values()) failed(new Error(`chromium ended with ${code}`))
    })
    let rest = ''
    const answers = this.child.stdio[4] as Readable
    answers.setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop() ?? ''
      for (const message of messages) this.take(JSON.parse(message))
    })
  }

  /** Opens a file and waits until all of it is there. */
  async open(url: string): Promise<void> {
    const { targetInfos } = await this.send('Target.getTargets')
    const { targetId } = targetInfos.find(({ type }: Any) => type === 'page')
    this.session = (await this.send('Target.attachToTarget', { targetId, flatten: true })).sessionId
    for (const domain of ['Page', 'Network', 'Log', 'Runtime', 'Accessibility'])
      await this.send(`${domain}.enable`)
    await this.send('Emulation.setScriptExecutionDisabled', { value: true })
    const loaded = new Promise<void>((done) => this.listeners.push({ method: 'Page.loadEventFired', done }))
    await this.send('Page.navigate', { url })
    await loaded
  }

  /** The value of an expression in the page; the page's own scripts stay disabled. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  /** One command of the DevTools protocol. */
  send(method: string, params: object = {}): Promise<Any> {
    const id = ++this.number
    const answered = new Promise<Any>((done, failed) => this.waiting.set(id, { done, failed }))
    const message = { id, method, params, ...(this.session && { sessionId: this.session }) }
    ;(this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`)
    return answered
  }

  /** Ends the browser and removes its profile. */
  async close(): Promise<void> {
    const ended = new Promise((done) => this.child.once('close', done))
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.session = undefined
      await this.send('Browser.close')
      await ended
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }

  private take({ id, result, error, method, params }: Any): void {
    if (id === undefined) {
      this.events.push({ method, params })
      for (const listener of this.listeners) if (listener.method === method) listener.done()
      return
    }
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (error) waiting?.failed(new Error(error.message))
    else waiting?.done(result)
  }
}
