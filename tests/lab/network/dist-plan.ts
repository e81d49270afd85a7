import { readModel } from '../../../scripts/access/gates/index.ts'
import { openRegion } from '../../../scripts/command/region.ts'
import type { Plan } from '../../../scripts/lab/plan/plan.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'

/** The plan of the templates in dist with these values of their parameters. */
export function distPlan(...parameters: string[]): Plan {
  const { region, account, corporate } = openRegion([], parameters)
  return planOf(readModel(region, account), corporate)
}
