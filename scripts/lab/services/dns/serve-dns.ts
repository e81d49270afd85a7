import type { Model } from '../../../access/gates/index.ts'
import type { Corporate, Plan, Vpc } from '../../plan/plan.ts'
import { PUBLIC_DNS } from '../../plan/public.ts'
import type { Closable } from '../closable.ts'
import { answer } from './answer.ts'
import { forward } from './forward.ts'
import { listenDns, type Resolve } from './listen.ts'
import { apexOf } from './names.ts'
import { isWithin, publicView, type View, vpcView } from './view.ts'

/** What a resolver that is silent keeps the corporate DNS server waiting for, before it asks the next. */
const PATIENCE = 1000

/**
 * Every resolver of the plan, over UDP and TCP: the public DNS, the Amazon resolver and the inbound resolver of each
 * VPC, and the corporate DNS server.
 *
 * @param model what is deployed now
 */
export async function serveDns(plan: Plan, model: () => Model, port = 53): Promise<Closable> {
  const servers = await Promise.all(
    [...resolvers(plan, model, port)].map(([address, resolve]) => listenDns(address, port, resolve)),
  )
  return {
    async close() {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

function resolvers(plan: Plan, model: () => Model, port: number): Map<string, Resolve> {
  const known = resolver(() => publicView(plan, model()))
  const all = new Map<string, Resolve>([[PUBLIC_DNS, known]])
  for (const vpc of plan.vpcs) {
    const own = resolver(() => vpcView(vpc, plan, model()))
    for (const address of [vpc.resolver, ...inboundResolvers(vpc, plan)]) if (address) all.set(address, own)
  }
  if (plan.corporate) all.set(plan.corporate.dns, corporate(plan.corporate, plan, port, known))
  return all
}

function resolver(view: () => View): Resolve {
  let turn = 0
  return (query) => answer(query, view(), turn++)
}

/** The lab answers on the addresses of endpoints and of inbound resolvers, and on no other interface of a VPC. */
function inboundResolvers({ interfaces }: Vpc, { endpoints }: Plan): string[] {
  const taken = new Set(endpoints.flatMap(({ addresses }) => addresses))
  return interfaces
    .filter(({ namespace, address }) => namespace === 'aws' && !taken.has(address))
    .map(({ address }) => address)
}

/** Forwards what is under execute-api, and only that; where no resolver answers, the public DNS does. */
function corporate({ dns, forwardsTo }: Corporate, plan: Plan, port: number, known: Resolve): Resolve {
  const apex = apexOf(plan.region)
  return async (query) => {
    const name = query.questions?.[0]?.name.toLowerCase() ?? ''
    if (query.questions?.length !== 1 || !isWithin(name, apex)) return known(query)
    return (
      (await forward(query, { from: dns, to: forwardsTo, port, patience: PATIENCE })) ?? (await known(query))
    )
  }
}
