import { spawnSync } from 'node:child_process'
import { ask, type Reply } from './lab/control.ts'
import { run } from './lab/host.ts'
import { Lab, MistakeInside } from './lab/launcher.ts'
import { PATH, whyNot } from './lab/needs.ts'
import { notUp } from './lab/not-up.ts'
import { type Asked, helpText, parseOptions } from './lab/options.ts'
import { runRegion } from './lab/region.ts'
import {
  clearState,
  forgetPid,
  isForgotten,
  openLock,
  openState,
  runningPid,
  type State,
} from './lab/state.ts'

/** `npm run lab`: a small region on this machine, and commands at its hosts. */
export async function main(args: string[]): Promise<number> {
  const asked = parseOptions(args)
  process.env.PATH = PATH
  switch (asked.command) {
    case 'help':
      process.stdout.write(helpText())
      return 0
    case 'region':
      return runRegion()
    case 'up':
      return up(openState(), asked)
    case 'exec':
      return run(openState(), asked.host, asked.argv)
    case 'down':
      return down(openState())
    default:
      return told(await ask(openState(), asked.command))
  }
}

async function up(state: State, { detach, source }: Asked & { command: 'up' }): Promise<number> {
  const trouble = whyNot(state.rootless)
  if (trouble) throw trouble
  const lab = new Lab(state, detach)
  let isAsked = false
  process.removeAllListeners('SIGINT')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      isAsked = true
      lab.kill()
    })
  try {
    process.stdout.write(await lab.start(source))
  } catch (error) {
    if (isAsked) return INTERRUPTED
    throw error
  }
  if (detach) {
    await lab.leave()
    return 0
  }
  process.stdout.write('\nCtrl-C ends the lab.\n')
  const how = await lab.ended
  // The end that was asked for is no failure.
  isAsked ||= isForgotten(state)
  await lab.end()
  if (isAsked) return 0
  process.stderr.write(`The lab ended by itself with ${how}.\n`)
  return 1
}

const INTERRUPTED = 130

function down(state: State): number {
  const pid = runningPid(state)
  if (pid === undefined) throw notUp(state)
  const lock = openLock(state)
  forgetPid(state)
  process.kill(pid, 'SIGKILL')
  // Whoever has the lock is the lab, or waits for its end.
  spawnSync('flock', ['--exclusive', '3'], { stdio: ['ignore', 'ignore', 'inherit', lock] })
  clearState(state, lock)
  process.stdout.write('The lab is down.\n')
  return 0
}

function told(reply: Reply): number {
  if ('mistake' in reply) throw new MistakeInside(reply.mistake)
  if ('fault' in reply) throw new Error(`the lab failed: ${reply.fault}`)
  process.stdout.write(reply.text)
  return 0
}
