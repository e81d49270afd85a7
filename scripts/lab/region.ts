import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Source } from '../command/options.ts'
import { listen, type Question } from './control.ts'
import { Identities } from './identity/identities.ts'
import { consumerSession, functionSession, type Session } from './identity/sessions.ts'
import { makeNetwork, readFlows, setRules } from './kernel.ts'
import { Functions, functionsOf } from './lambda/index.ts'
import { type Order, STAY, type Started } from './launcher.ts'
import { refuseOtherLinks } from './links.ts'
import { Log } from './log.ts'
import { BUNDLES, hostFiles, LAB } from './network/index.ts'
import { METADATA } from './plan/addresses.ts'
import type { Host, Plan } from './plan/plan.ts'
import { CHECK_IP } from './plan/public.ts'
import {
  certificateNames,
  type Metadata,
  makeCertificate,
  serveCheckIp,
  serveDns,
  serveGateway,
  serveMetadata,
} from './services/index.ts'
import { flowsText, welcome } from './text.ts'
import { readWorld, type World } from './world.ts'

/** The process that is AWS in the lab: it makes the network around itself, and answers on its addresses. */
export async function runRegion(): Promise<never> {
  const end = () => process.exit(0)
  // Without a launcher nobody could end it, until other commands find it: then the launcher may tell it to stay.
  process.on('disconnect', end)
  const [{ source, control }] = (await once(process, 'message')) as [Order]
  process.on('message', (message) => message === STAY && process.off('disconnect', end))
  const tell = (started: Started) => process.send?.(started)
  try {
    // That of a lab which was killed; whoever starts this one has the lock.
    rmSync(control, { force: true })
    // First, as the lab's own /run may hide the folder; an answer comes when there is something to tell.
    const listening = listen(control, async (question) => (await answers)[question]())
    const answers = listening.then(() => serve(source))
    tell({ ready: await (await answers).status() })
  } catch (error) {
    const { name, message, stack } = error as Error
    tell(name === 'UserError' ? { mistake: message } : { fault: stack ?? message })
  }
  return new Promise(() => undefined)
}

/** What other commands ask. */
type Answers = Readonly<Record<Question, () => Promise<string>>>

async function serve(source: Source): Promise<Answers> {
  const begun = performance.now()
  let world = readWorld(source)
  const { plan } = world
  const log = new Log()
  const identities = new Identities()
  const identityOf = (session: Session | undefined) => session && identities.of(session)
  const [tls] = await Promise.all([makeCertificate(certificateNames(plan.region)), makeNetwork(plan)])
  writeFiles(plan, tls.ca)
  const makeFunctions = ({ region }: World) =>
    new Functions(functionsOf(region, plan), {
      folder: `${LAB}/functions`,
      command: (namespace, command) => [`${LAB}/enter`, namespace, ...command],
      log: (address, line) => log.add(address, line),
      identity: (address) => identityOf(functionSession(world.region, plan, address)),
    })
  let functions = makeFunctions(world)
  const consumer = plan.hosts.find(({ name }) => name === 'consumer')
  await serveDns(plan, () => world.model)
  await serveCheckIp(CHECK_IP, tls)
  if (consumer) await serveMetadata(METADATA, () => metadataOf(consumer, world, identities))
  await serveGateway({
    plan,
    model: () => world.model,
    tls,
    invoke: (address, event) => functions.invoke(address, event),
    known: (key) => identities.byKey(key),
    log: (line) => log.add('gateway', line),
    now: Date.now,
  })
  const took = since(begun)
  return {
    status: async () => `${welcome(world)}\nUp in ${took}.\n`,
    logs: async () => log.text(),
    flows: async () => flowsText(await readFlows(world.plan)),
    async reload() {
      const started = performance.now()
      const next = readWorld(source)
      refuseOtherLinks(world.plan, next.plan)
      await setRules(next.plan)
      if (functionsText(next) !== functionsText(world)) {
        functions.stop()
        functions = makeFunctions(next)
      }
      world = next
      return `Reloaded in ${since(started)}: packet filters, functions, and the APIs, each deployed anew.\n`
    },
  }
}

function metadataOf({ address }: Host, { region, plan }: World, identities: Identities): Metadata {
  const session = consumerSession(region, plan)
  return {
    region: plan.region,
    address,
    profile: session && { role: session.role, identity: identities.of(session) },
  }
}

const since = (start: number): string => `${Math.round(performance.now() - start)} ms`

/** All that a function's process is started with. */
const functionsText = ({ region, plan }: World): string =>
  JSON.stringify(functionsOf(region, plan).map((one) => [one, functionSession(region, plan, one.address)]))

function writeFiles(plan: Plan, caPem: string): void {
  const bundle = BUNDLES.find((file) => existsSync(file))
  const files = hostFiles(plan, { caPem, ...(bundle && { systemBundle: readFileSync(bundle, 'utf8') }) })
  for (const { path, content, mode } of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode })
  }
}
