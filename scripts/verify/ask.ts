import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { atHost } from '../lab/host.ts'
import { start } from '../lab/launcher.ts'
import type { Source } from '../lab/options.ts'
import type { HostName } from '../lab/plan/plan.ts'
import type { Happened } from '../lab/probe.ts'
import { clearState, privateState, type State } from '../lab/state.ts'
import type { Question } from './questions.ts'

/** Asks in a lab of its own, which nobody sees and which ends with it. */
export async function ask(questions: readonly Question[], source: Source): Promise<Happened[]> {
  const state = privateState()
  const { lab } = await start(state, source, false)
  try {
    const hosts = [...new Set(questions.map(({ host }) => host))]
    const answered = await Promise.all(hosts.map((host) => askFrom(host, questions, state)))
    return questions.map(({ host }, i) => {
      const before = questions.slice(0, i).filter((one) => one.host === host).length
      const found = answered[hosts.indexOf(host)]?.[before]
      if (!found) throw new Error(`${host} gave no answer`)
      return found
    })
  } finally {
    lab.kill('SIGKILL')
    clearState(state)
  }
}

async function askFrom(host: HostName, questions: readonly Question[], state: State): Promise<Happened[]> {
  const probes = questions.filter((one) => one.host === host).map(({ probe }) => probe)
  const script = process.argv[1] ?? ''
  const [program, ...args] = atHost(state, host, [process.execPath, script, 'lab', 'probe'])
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(probes))
  return JSON.parse(await text(child.stdout))
}
