import type { Model } from '../../../scripts/access/gates/index.ts'
import { openRegion } from '../../../scripts/command/region.ts'
import type { Plan } from '../../../scripts/lab/plan/plan.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { type Deployed, readDeployed } from '../../../scripts/lab/services/index.ts'

/** What dist/ deploys with these parameters, and the plan for it. */
export function distRegion(...parameters: string[]): { plan: Plan; deployed: Deployed } {
  const { region, account, corporate } = openRegion([], parameters)
  const deployed = readDeployed(region, account)
  return { plan: planOf(deployed, corporate || undefined), deployed }
}

/** The API of that type. */
export function apiIn({ apis }: Model, type: 'PRIVATE' | 'REGIONAL') {
  const found = apis.apis.find((one) => one.type.text === type)
  if (!found) throw new Error(`no ${type} API`)
  return found
}
