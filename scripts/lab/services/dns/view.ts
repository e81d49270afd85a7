import type { Model } from '../../../access/gates/index.ts'
import type { Endpoint, Plan, Vpc } from '../../plan/plan.ts'
import { CHECK_IP, PUBLIC_FRONT_END } from '../../plan/public.ts'
import { CHECK_IP_NAME } from '../check-ip.ts'
import { apexOf, endpointNames } from './names.ts'

/** What a name has. */
export type Entry = { readonly addresses: readonly string[] } | { readonly alias: string }

/** What one resolver knows. */
export interface View {
  /** The entry of a name in small letters; undefined where there is no such name. */
  find(name: string): Entry | undefined
  /** The zone that a name belongs to, whose SOA tells how long its absence may be remembered. */
  zoneOf(name: string): string
}

/** What everybody sees: public APIs, endpoints' own names, and the alias names that APIs give to endpoints. */
export function publicView(plan: Plan, model: Model): View {
  const apex = apexOf(plan.region)
  const names = new Map<string, readonly string[]>([
    [apex, []],
    [CHECK_IP_NAME, [CHECK_IP]],
  ])
  for (const { id, type, endpoints } of model.apis.apis) {
    if (type.text !== 'PRIVATE') names.set(`${id}.${apex}`, [PUBLIC_FRONT_END])
    for (const { text } of endpoints) {
      const endpoint = plan.endpoints.find((one) => one.id === text)
      if (endpoint) names.set(`${id}-${text}.${apex}`, endpoint.addresses)
    }
  }
  for (const endpoint of plan.endpoints)
    for (const [name, addresses] of endpointNames(endpoint, plan)) names.set(name, addresses)
  return {
    find(name) {
      const addresses = names.get(name)
      if (addresses) return { addresses }
      // A name above another exists, though it has nothing (RFC 8020).
      return [...names.keys()].some((one) => one.endsWith(`.${name}`)) ? { addresses: [] } : undefined
    },
    zoneOf: (name) => (isWithin(name, apex) ? apex : (/[^.]+\.[^.]+$/.exec(name)?.[0] ?? '.')),
  }
}

/**
 * What a VPC's resolver says. Where an endpoint has private DNS every name under execute-api leads to it, those of
 * public APIs and of none included (semantics, sections 1.3 and 6).
 */
export function vpcView(vpc: Vpc, plan: Plan, model: Model): View {
  const everywhere = publicView(plan, model)
  const endpoint = plan.endpoints.find((one: Endpoint) => one.vpc === vpc.id && one.privateDns)
  if (!endpoint) return everywhere
  const apex = apexOf(plan.region)
  return {
    find(name) {
      if (name === apex) return { addresses: endpoint.addresses }
      return isWithin(name, apex) ? { alias: apex } : everywhere.find(name)
    },
    zoneOf: (name) => everywhere.zoneOf(name),
  }
}

/** Whether a name is a zone's own or below it. */
export const isWithin = (name: string, zone: string): boolean => name === zone || name.endsWith(`.${zone}`)
