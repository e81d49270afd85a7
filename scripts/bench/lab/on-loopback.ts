import { join } from 'node:path'
import type { Source } from '../../command/options.ts'
import { withPrivateFolder } from '../../command/private-folder.ts'
import { exchange } from '../../lab/exchange.ts'
import { Functions, functionsOf } from '../../lab/lambda/index.ts'
import { certificateNames, makeCertificate, serveGateway } from '../../lab/services/index.ts'
import { readWorld } from '../../lab/world.ts'
import { LOAD, type Load, type Loaded } from './load.ts'
import { privateApiName } from './private-api.ts'

/** All of it is this machine's own, so that the server can have the endpoint's address and the client the consumer's. */
const ON_LOOPBACK = 'VpcCidr=127.20.0.0/16'

/** The same server and client as in a lab, without namespaces, routers and packet filters. */
export function onLoopback(
  { templates, parameters }: Source,
  load: Parameters<typeof loadOf>[0],
): Promise<Loaded> {
  const world = readWorld({ templates, parameters: [...parameters, ON_LOOPBACK] })
  const { plan, model, region } = world
  const endpoint = plan.endpoints.find(({ owner }) => owner !== undefined)
  const [address = ''] = endpoint?.addresses ?? []
  const from = plan.hosts.find(({ name }) => name === 'consumer')?.address ?? ''
  return withPrivateFolder(async (folder) => {
    const configs = functionsOf(region, plan).map((config) => ({ ...config, runtimeApi: '127.0.0.1' }))
    const functions = new Functions(configs, {
      folder: join(folder, 'functions'),
      command: (_, command) => command,
      identity: () => undefined,
      log: () => undefined,
    })
    const tls = await makeCertificate(certificateNames(plan.region))
    const gateway = await serveGateway({
      plan,
      model: () => model,
      tls,
      invoke: (function_, event) => functions.invoke(function_, event),
      known: () => undefined,
      log: () => undefined,
      now: Date.now,
      port: 0,
      doors: [{ address, endpoint }],
    })
    try {
      const port = gateway.addresses[0]?.port ?? 0
      const name = privateApiName(world)
      const send = (one: typeof load) =>
        exchange<Loaded>(
          [process.execPath, '-e', LOAD],
          loadOf(one, { connect: address, port, name, from, ca: tls.ca }),
        )
      await send({ ...load, seconds: 1 })
      return await send(load)
    } finally {
      await gateway.close()
      functions.stop()
    }
  })
}

const loadOf = (
  load: Omit<Load, 'connect' | 'port' | 'name' | 'from' | 'ca'>,
  where: Pick<Load, 'connect' | 'port' | 'name' | 'from' | 'ca'>,
): Load => ({ ...where, ...load })
