import type { Harmful, Harmless } from '../mutation.ts'
import { allows } from './allows.ts'
import { api } from './api.ts'
import { consumer } from './consumer.ts'
import { endpoint } from './endpoint.ts'
import { endpointConditions } from './endpoint-conditions.ts'
import { endpointGroups } from './endpoint-groups.ts'
import { endpointPolicy } from './endpoint-policy.ts'
import { greeter } from './greeter.ts'
import { harmlessNetwork } from './harmless-network.ts'
import { harmlessOther } from './harmless-other.ts'
import { harmlessPolicy } from './harmless-policy.ts'
import { harmlessRoles } from './harmless-roles.ts'
import { harmlessRoot } from './harmless-root.ts'
import { networkConditions } from './network-conditions.ts'
import { permissions } from './permissions.ts'
import { publicApi } from './public.ts'
import { routes } from './routes.ts'
import { securityGroups } from './security-groups.ts'
import { statements } from './statements.ts'
import { wiring } from './wiring.ts'

/** Every mutation, in the order of the table. */
export const mutations: readonly (Harmful | Harmless)[] = [
  ...statements,
  ...allows,
  ...endpointConditions,
  ...networkConditions,
  ...endpointPolicy,
  ...securityGroups,
  ...endpointGroups,
  ...endpoint,
  ...routes,
  ...consumer,
  ...api,
  ...permissions,
  ...greeter,
  ...publicApi,
  ...wiring,
  ...harmlessPolicy,
  ...harmlessRoles,
  ...harmlessNetwork,
  ...harmlessOther,
  ...harmlessRoot,
]
