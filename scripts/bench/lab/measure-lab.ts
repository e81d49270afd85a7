import { setImmediate } from 'node:timers/promises'
import type { Source } from '../../command/options.ts'
import { ask } from '../../lab/control.ts'
import { Lab as Launched } from '../../lab/launcher.ts'
import { PATH } from '../../lab/needs.ts'
import { privateState, runningPid } from '../../lab/state.ts'
import { inLab, type Lab } from './in-lab.ts'
import type { Load } from './load.ts'
import type { Crashes, LabFigures, Traffic } from './model.ts'
import { perSecond } from './model.ts'
import { onLoopback } from './on-loopback.ts'
import { isAlive, memoryOf, treeOf } from './processes.ts'

export const LAB_ROUNDS = 5
const SECONDS = 5
/** Crashes are looked for longer, as what leaks, leaks slowly. */
const CRASH_SECONDS = 60

/** As they are deployed by default, but for the stage's throttling, which would be measured instead. */
const OURS: Source = {
  templates: ['dist/main.yaml'],
  parameters: ['ThrottlingRateLimit=10000', 'ThrottlingBurstLimit=5000'],
}
const TRAFFIC: Source = { templates: ['scripts/bench/lab/traffic.yaml'], parameters: [] }
const MOCK = { path: '/load/mock', connections: 8, seconds: SECONDS }
const GREETER = { path: '/miztiik/secure/greeter', connections: 4, seconds: SECONDS }

/** Measures labs of their own; nothing else should run meanwhile. */
export async function measureLab(say: (line: string) => void): Promise<LabFigures> {
  process.env.PATH = PATH
  const times = { up: [] as number[], reload: [] as number[], down: [] as number[] }
  for (let round = 0; round <= LAB_ROUNDS; round++) {
    const { up, reload, down } = await upAndDown()
    // The first round reads everything from the disk.
    if (round === 0) continue
    times.up.push(up)
    times.reload.push(reload)
    times.down.push(down)
  }
  say(`lab up ${text(times.up)} · reload ${text(times.reload)} · down ${text(times.down)} ms`)
  const idle = await inLab(OURS, async ({ processes }) => memoryOf(processes))
  const traffic = [await compare('a MOCK route', TRAFFIC, MOCK), await compare('the greeter', OURS, GREETER)]
  for (const { name, lab, loopback } of traffic)
    say(`${name}: ${perSecond(lab).toFixed(0)}/s, on loopback ${perSecond(loopback).toFixed(0)}/s`)
  const crashes = await inLab(TRAFFIC, crash)
  say(`crashes: ${JSON.stringify(crashes)}`)
  return { ...times, idle, traffic, crashes }
}

const text = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(' ')

async function upAndDown() {
  const state = privateState()
  const begun = performance.now()
  const lab = new Launched(state, false)
  await lab.start(OURS)
  const up = performance.now() - begun
  const asked = performance.now()
  const reply = await ask(state, 'reload')
  if (!('text' in reply)) throw new Error(JSON.stringify(reply))
  const reload = performance.now() - asked
  const processes = treeOf(lab.pid)
  const killed = performance.now()
  // As `lab down` does: the first process in the namespaces, with which all others end.
  process.kill(runningPid(state) ?? 0, 'SIGKILL')
  while (processes.some(isAlive)) await setImmediate()
  const down = performance.now() - killed
  await lab.end()
  return { up, reload, down }
}

async function compare(
  name: string,
  source: Source,
  load: Pick<Load, 'path' | 'connections' | 'seconds'>,
): Promise<Traffic> {
  // What a function's process takes to start, and V8 to know its code, is no part of it.
  const warm = { ...load, seconds: 1 }
  const lab = await inLab(source, async ({ send }) => {
    await send(warm)
    return send(load)
  })
  return { name, lab, loopback: await onLoopback(source, load) }
}

async function crash({ send, processes }: Lab): Promise<Crashes> {
  const load = { path: '/load/echo', connections: 20, crashOnceIn: 100 }
  const answering = processes.slice(-1)
  await send({ ...load, seconds: CRASH_SECONDS / 3 })
  const before = memoryOf(answering)
  const loaded = await send({ ...load, seconds: (CRASH_SECONDS * 2) / 3 })
  return { loaded, before, after: memoryOf(answering) }
}
