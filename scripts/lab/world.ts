import { Undecided } from '../access/model/index.ts'
import type { Source } from '../command/options.ts'
import { openRegion } from '../command/region.ts'
import { UserError } from '../command/user-error.ts'
import type { Region } from '../template/region.ts'
import { placeText } from '../template/value.ts'
import type { Plan } from './plan/plan.ts'
import { planOf } from './plan/plan-of.ts'
import { type Deployed, readDeployed } from './services/index.ts'

/** The templates as the lab makes them. */
export interface World {
  readonly region: Region
  readonly model: Deployed
  readonly plan: Plan
}

/** Reads the templates with the values of their parameters. */
export function readWorld({ templates, parameters }: Source): World {
  const { region, account, corporate } = openRegion(templates, parameters)
  const model = readDeployed(region, account)
  try {
    return { region, model, plan: planOf(model, corporate || undefined) }
  } catch (error) {
    if (!(error instanceof Undecided)) throw error
    throw new UserError(
      `${placeText(error.at)}: the lab cannot make this: ${error.message}.`,
      'Give values with which the templates make it themselves; npm run prove needs none.',
    )
  }
}
