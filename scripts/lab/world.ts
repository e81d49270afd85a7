import { Undecided } from '../access/model/index.ts'
import type { Source } from '../command/options.ts'
import { openRegion } from '../command/region.ts'
import { UserError } from '../command/user-error.ts'
import type { Region } from '../template/region.ts'
import { placeText } from '../template/value.ts'
import { assumptionsOf, withExisting } from './existing.ts'
import type { Plan } from './plan/plan.ts'
import { planOf } from './plan/plan-of.ts'
import { type Deployed, readDeployed } from './services/index.ts'

/** The templates as the lab makes them. */
export interface World {
  readonly region: Region
  readonly model: Deployed
  readonly plan: Plan
  /** What the lab took for granted of things that the templates refer to and do not make. */
  readonly assumed: readonly string[]
}

/** Reads the templates with the values of their parameters. */
export function readWorld({ templates, parameters }: Source): World {
  const { region, account, corporate, vpcCidr } = openRegion(templates, parameters)
  const deployed = readDeployed(region, account)
  try {
    const existing = withExisting(deployed.network, deployed.apis, account.region, vpcCidr)
    const model = existing ? { ...deployed, network: existing } : deployed
    return { region, model, plan: planOf(model, corporate), assumed: existing ? assumptionsOf(existing) : [] }
  } catch (error) {
    if (!(error instanceof Undecided)) throw error
    throw new UserError(
      `${placeText(error.at)}: the lab cannot make this: ${error.message}.`,
      'Give values with which the templates make it themselves; npm run prove needs none.',
    )
  }
}
