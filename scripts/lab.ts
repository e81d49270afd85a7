import { once } from 'node:events'
import { ask, notUp } from './lab/control.ts'
import { run } from './lab/host.ts'
import { start } from './lab/launcher.ts'
import { PATH, whyNot } from './lab/needs.ts'
import { type Asked, helpText, parseOptions } from './lab/options.ts'
import { runRegion } from './lab/region.ts'
import { clearState, openState, runningPid, type State } from './lab/state.ts'

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
    default: {
      const { text, ok } = await ask(openState(), asked.command)
      process.stdout.write(text)
      return ok ? 0 : 1
    }
  }
}

async function up(state: State, { detach, source }: Asked & { command: 'up' }): Promise<number> {
  const trouble = whyNot(state.rootless)
  if (trouble) throw trouble
  const { lab, ready } = await start(state, source, detach)
  process.stdout.write(ready)
  if (detach) {
    lab.disconnect()
    lab.unref()
    return 0
  }
  process.stdout.write('\nCtrl-C ends the lab.\n')
  // The end that was asked for is no failure.
  let asked = false
  process.removeAllListeners('SIGINT')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      asked = true
      lab.kill('SIGKILL')
    })
  const [code] = await once(lab, 'exit')
  clearState(state)
  if (asked) return 0
  process.stderr.write(`The lab ended by itself with code ${code}.\n`)
  return 1
}

/** The first process takes all others with it; it is a shell, and as such deaf to gentler signals. */
function down(state: State): number {
  const pid = runningPid(state)
  if (pid === undefined) throw notUp()
  process.kill(pid, 'SIGKILL')
  clearState(state)
  process.stdout.write('The lab is down.\n')
  return 0
}
