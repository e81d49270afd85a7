import { attributeOf, idOf } from '../../access/model/index.ts'
import type { Region, Resource } from '../../template/region.ts'
import { itemsAt, textAt, textOf } from '../fields.ts'
import type { Plan } from '../plan/plan.ts'

/** A session of a role, as an instance or a function has one. */
export interface Session {
  /** `arn:aws:sts::111122223333:assumed-role/ROLE/NAME` */
  readonly arn: string
  readonly role: string
  readonly name: string
}

type Account = Pick<Plan, 'partition' | 'account'>

export function sessionOf({ partition, account }: Account, role: string, name: string): Session {
  return { arn: `arn:${partition}:sts::${account}:assumed-role/${role}/${name}`, role, name }
}

/** That of a function; undefined where its role is none of which one can tell the name. */
export function functionSession(region: Region, plan: Plan, address: string): Session | undefined {
  const made = region.resources.find((one) => one.address === address)
  const arn = made && textAt(made.properties, 'Role')
  const role = arn && (rolesOf(region).find((one) => attributeOf(region, one, 'Arn') === arn) ?? nameIn(arn))
  if (!made || !role) return undefined
  return sessionOf(plan, typeof role === 'string' ? role : idOf(region, role), idOf(region, made))
}

/** That of the consumer, by its instance profile; undefined where it has none. */
export function consumerSession(region: Region, plan: Plan): Session | undefined {
  const owner = plan.vpcs[0]?.interfaces.find(({ namespace }) => namespace === 'consumer')?.owner
  const instance = region.resources.find(({ address }) => address === owner)
  const named = instance && textAt(instance.properties, 'IamInstanceProfile')
  const profile = region.resources.find(
    (one) => one.type === 'AWS::IAM::InstanceProfile' && idOf(region, one) === named,
  )
  const [role] = itemsAt(profile?.properties, 'Roles').flatMap((one) => textOf(one) ?? [])
  return instance && role !== undefined ? sessionOf(plan, role, idOf(region, instance)) : undefined
}

const rolesOf = ({ resources }: Region): Resource[] =>
  resources.filter(({ type }) => type === 'AWS::IAM::Role')

const nameIn = (arn: string): string | undefined =>
  /^arn:[^:]+:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1]
