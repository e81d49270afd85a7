import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'

const repository = resolve(__dirname, '../..')
const made: string[] = []
const started: ChildProcess[] = []

/** The folder of fixture templates. */
export const fixtures = join(repository, 'tests/lint/fixtures')

/** A project folder of its own with the real tools; `tool: script` puts a stand-in in their place. */
export function project(files: Record<string, string> = {}, standIns: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'lint-test-'))
  made.push(folder)
  mkdirSync(join(folder, 'tmp'))
  const tools = Object.entries(standIns)
  if (tools.length === 0) symlinkSync(join(repository, '.venv'), join(folder, '.venv'))
  else mkdirSync(join(folder, '.venv/bin'), { recursive: true })
  for (const [tool, script] of tools) {
    writeFileSync(join(folder, '.venv/bin', tool), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, '.venv/bin', tool), 0o755)
  }
  cpSync(join(repository, '.taskcat.yml'), join(folder, '.taskcat.yml'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** Starts a command in a project as a process group of its own, without network or an AWS account. */
export function start(folder: string, command: string, ...args: string[]) {
  const aws = Object.keys(process.env).filter((name) => name.startsWith('AWS_'))
  const env = { ...process.env, HOME: join(folder, 'tmp'), TMPDIR: join(folder, 'tmp') }
  for (const name of aws) delete (env as NodeJS.ProcessEnv)[name]
  const child = spawn(process.execPath, [join(repository, 'scripts/run.mjs'), command, ...args], {
    cwd: folder,
    detached: true,
    env: { ...env, HTTPS_PROXY: 'http://127.0.0.1:9' },
  })
  started.push(child)
  return child
}

/** Runs a command to its end. */
export async function run(folder: string, command: string, ...args: string[]) {
  const child = start(folder, command, ...args)
  child.stdin.end()
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { status, stdout, stderr }
}

/** Removes every project this test file made, and ends what a failed test left running there. */
export function removeProjects(): void {
  for (const { pid, exitCode, signalCode } of started) {
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
  }
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}
