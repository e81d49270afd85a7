import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type FunctionConfig, Functions, type Host } from '../../../scripts/lab/lambda/index.ts'

const running: Functions[] = []
const folders: string[] = []

/** A function with this code, and what the tests do not care about. */
export const config = (code: string, more: Partial<FunctionConfig> = {}): FunctionConfig => ({
  address: 'Fn',
  namespace: 'fn0',
  runtimeApi: '127.0.0.1',
  name: 'Fn-1',
  arn: 'arn:aws:lambda:us-east-1:111122223333:function:Fn-1',
  region: 'us-east-1',
  code: { kind: 'inline', text: code },
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  memory: 128,
  timeout: 30,
  environment: {},
  reserved: undefined,
  logGroup: '/aws/lambda/Fn-1',
  logs: { format: 'Text' },
  ...more,
})

/** Starts functions as plain processes of this machine, in a folder of their own. */
export function start(
  configs: readonly FunctionConfig[],
  command: Host['command'] = (_namespace, command) => command,
  identity?: ReturnType<Host['identity']>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-test-'))
  folders.push(folder)
  const lines: string[] = []
  const log = (_address: string, line: string) => void lines.push(line)
  const functions = new Functions(configs, { folder, command, log, identity: () => identity })
  running.push(functions)
  return { folder, lines, functions, invoke: (event: unknown = {}) => functions.invoke('Fn', event) }
}

/** Starts one function with this code. */
export const startCode = (code: string, more?: Partial<FunctionConfig>) => start([config(code, more)])

/** The payload of an answer or of a function's error. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into a payload at any depth
export function payloadOf(outcome: object): any {
  return 'payload' in outcome ? JSON.parse(String(outcome.payload)) : outcome
}

/** Waits until none of these processes is left. */
export async function gone(...pids: number[]): Promise<void> {
  while (pids.some((pid) => existsSync(`/proc/${pid}`))) await setImmediate()
}

/** Ends all that a test file started. */
export function stopAll(): void {
  for (const functions of running.splice(0)) functions.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
