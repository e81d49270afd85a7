import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../command/user-error.ts'
import { listen, type Question, type Reply } from './control.ts'
import { makeNetwork, readFlows, setRules } from './kernel.ts'
import { Functions, functionsOf } from './lambda/index.ts'
import type { Order, Started } from './launcher.ts'
import { Log } from './log.ts'
import { hostFiles, LAB } from './network/index.ts'
import type { Source } from './options.ts'
import type { Plan } from './plan/plan.ts'
import { CHECK_IP } from './plan/public.ts'
import { certificateNames, makeCertificate, serveCheckIp, serveDns, serveGateway } from './services/index.ts'
import { flowsText, welcome } from './text.ts'
import { readWorld, type World } from './world.ts'

/** The process that is AWS in the lab: it makes the network around itself, and answers on its addresses. */
export async function runRegion(): Promise<never> {
  const [{ source, detach, control }] = (await once(process, 'message')) as [Order]
  // Without a launcher nobody could end it; one that stays is ended by `down`.
  if (!detach) process.on('disconnect', () => process.exit(0))
  const tell = (started: Started) => process.send?.(started)
  try {
    tell({ ready: await serve(source, control) })
  } catch (error) {
    const { name, message, stack } = error as Error
    tell(name === 'UserError' ? { mistake: message } : { fault: stack ?? message })
  }
  return new Promise(() => undefined)
}

async function serve(source: Source, control: string): Promise<string> {
  const begun = performance.now()
  let world = readWorld(source)
  const { plan } = world
  const log = new Log()
  const [tls] = await Promise.all([makeCertificate(certificateNames(plan.region)), makeNetwork(plan)])
  writeFiles(plan, tls.ca)
  const functions = new Functions(functionsOf(world.region, plan), {
    folder: `${LAB}/functions`,
    command: (namespace, command) => [`${LAB}/enter`, namespace, ...command],
    log: (address, line) => log.add(address, line),
  })
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
  const answers: Record<Question, () => Promise<Reply>> = {
    status: async () => ({ text: welcome(world), ok: true }),
    logs: async () => ({ text: log.text(), ok: true }),
    flows: async () => ({ text: flowsText(await readFlows(plan)), ok: true }),
    async reload() {
      const started = performance.now()
      world = await reloaded(world, source)
      return { text: `Rules and policies are reloaded in ${since(started)}.\n`, ok: true }
    },
  }
  await listen(control, (question) => answers[question]())
  return `${welcome(world)}\nUp in ${since(begun)}.\n`
}

const since = (start: number): string => `${Math.round(performance.now() - start)} ms`

/** What the templates say now, with the packet filters in force. */
async function reloaded(world: World, source: Source): Promise<World> {
  const next = readWorld(source)
  if (linksOf(next.plan) !== linksOf(world.plan))
    throw new UserError(
      'Hosts, subnets, endpoints or functions are others now, and those a running lab keeps.',
      'npm run lab -- down, then npm run lab.',
    )
  await setRules(next.plan)
  return next
}

/** Everything of a plan but its rules. */
const linksOf = ({ vpcs, ...rest }: Plan): string =>
  JSON.stringify({
    ...rest,
    vpcs: vpcs.map(({ groups, subnets, ...vpc }) => ({
      ...vpc,
      groups: groups.map(({ name }) => name),
      subnets: subnets.map(({ acl: _, ...subnet }) => subnet),
    })),
  })

const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
]

function writeFiles(plan: Plan, caPem: string): void {
  const bundle = BUNDLES.find((file) => existsSync(file))
  const files = hostFiles(plan, { caPem, ...(bundle && { systemBundle: readFileSync(bundle, 'utf8') }) })
  for (const { path, content, mode } of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode })
  }
}
