import { UserError } from '../command/user-error.ts'
import type { Plan } from './plan/plan.ts'

/** @throws UserError where the templates have another network now, and not just other rules in it */
export function refuseOtherLinks(now: Plan, next: Plan): void {
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
