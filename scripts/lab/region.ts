import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Source } from '../command/options.ts'
import { UserError } from '../command/user-error.ts'
import { listen, type Question } from './control.ts'
import { makeNetwork, readFlows, setRules } from './kernel.ts'
import { Functions, functionsOf } from './lambda/index.ts'
import { type Order, STAY, type Started } from './launcher.ts'
import { Log } from './log.ts'
import { BUNDLES, hostFiles, LAB } from './network/index.ts'
import type { Plan } from './plan/plan.ts'
import { CHECK_IP } from './plan/public.ts'
import { certificateNames, makeCertificate, serveCheckIp, serveDns, serveGateway } from './services/index.ts'
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
  const [tls] = await Promise.all([makeCertificate(certificateNames(plan.region)), makeNetwork(plan)])
  writeFiles(plan, tls.ca)
  const makeFunctions = ({ region }: World) =>
    new Functions(functionsOf(region, plan), {
      folder: `${LAB}/functions`,
      command: (namespace, command) => [`${LAB}/enter`, namespace, ...command],
      log: (address, line) => log.add(address, line),
    })
  let functions = makeFunctions(world)
  await serveDns(plan, () => world.model)
  await serveCheckIp(CHECK_IP, tls)
  await serveGateway({
    plan,
    model: () => world.model,
    tls,
    invoke: (address, event) => functions.invoke(address, event),
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

const since = (start: number): string => `${Math.round(performance.now() - start)} ms`

const functionsText = ({ region, plan }: World): string => JSON.stringify(functionsOf(region, plan))

/** @throws UserError where the templates have another network now, and not just other rules in it */
function refuseOtherLinks(now: Plan, next: Plan): void {
  if (linksOf(next) !== linksOf(now))
    throw new UserError(
      'Hosts, subnets, endpoints or functions are others now, and those a running lab keeps.',
      'npm run lab -- down, then npm run lab.',
    )
}

/** Everything of a plan but its rules, and the lines that they stand on. */
const linksOf = ({ vpcs, ...rest }: Plan): string =>
  JSON.stringify({
    ...rest,
    vpcs: vpcs.map(({ groups, subnets, ...vpc }) => ({
      ...vpc,
      groups: groups.map(({ name }) => name),
      subnets: subnets.map(({ acl: _, declared: __, ...subnet }) => subnet),
    })),
  })

function writeFiles(plan: Plan, caPem: string): void {
  const bundle = BUNDLES.find((file) => existsSync(file))
  const files = hostFiles(plan, { caPem, ...(bundle && { systemBundle: readFileSync(bundle, 'utf8') }) })
  for (const { path, content, mode } of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode })
  }
}
