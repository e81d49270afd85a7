import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { listen, type Question, type Reply } from './control.ts'
import { Functions, functionsOf } from './lambda/index.ts'
import type { Started } from './launcher.ts'
import { Log } from './log.ts'
import { flowsOf, hostFiles, rulesetsOf, setupScript } from './network/index.ts'
import type { Source } from './options.ts'
import type { Plan } from './plan/plan.ts'
import { makeCertificate, namesOf, serveDns, serveGateway } from './services/index.ts'
import { openState } from './state.ts'
import { flowsText, welcome } from './text.ts'
import { readWorld, type World } from './world.ts'

/** The process that is AWS in the lab: it makes the network around itself, and answers on its addresses. */
export async function runRegion({ source, detach }: { source: Source; detach: boolean }): Promise<number> {
  // Without a launcher nobody could end it; one that stays is ended by `down`.
  if (!detach) process.on('disconnect', () => process.exit(0))
  const tell = (started: Started) => process.send?.(started)
  try {
    tell({ ready: await serve(source) })
  } catch (error) {
    const { name, message, stack } = error as Error
    tell(name === 'UserError' ? { mistake: message } : { fault: stack ?? message })
  }
  return new Promise(() => undefined)
}

async function serve(source: Source): Promise<string> {
  const begun = performance.now()
  let world = readWorld(source)
  const { plan, model } = world
  const log = new Log()
  const [tls] = await Promise.all([makeCertificate(namesOf(plan)), shell(setupScript(plan))])
  write(plan, tls.ca)
  const functions = new Functions(functionsOf(world.region, plan), {
    folder: '/run/lab/functions',
    command: (name, argv) => ['/run/lab/enter', name, ...argv],
    log: (address, line) => log.add(address, line),
  })
  await Promise.all([
    serveDns(plan, () => world.model),
    serveGateway({
      plan,
      model: () => world.model,
      tls,
      invoke: (address, event) => functions.invoke(address, event),
      log: (of, line) => log.add(of, line),
      now: Date.now,
    }),
  ])
  const answers: Record<Question, () => Promise<Reply>> = {
    status: async () => ({ text: welcome(world), ok: true }),
    logs: async () => ({ text: log.text(), ok: true }),
    flows: async () => ({ text: flowsText(await flows(plan)), ok: true }),
    reload: async () => {
      const next = await reload(world, source)
      if ('trouble' in next) return { text: next.trouble, ok: false }
      world = next.world
      return { text: next.text, ok: true }
    },
  }
  await listen(openState(), (question) => answers[question]())
  return `${welcome(world)}\nup in ${Math.round(performance.now() - begun)} ms\n`
}
