import { entriesOf } from '../../../scripts/template/tree.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Desired } from './template/desired.ts'
import type { Opened } from './template/shelf.ts'

/** Types that give somebody rights (user guide, "Acknowledging IAM resources"), with the property that names them. */
const IAM: Readonly<Record<string, string>> = {
  'AWS::IAM::AccessKey': '',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': '',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': '',
}

/** What somebody must acknowledge before a template is deployed, and for which types. */
export function requiredBy({ template }: Opened) {
  const iam = [...template.resources.values()].filter(({ type }) => Object.hasOwn(IAM, type))
  const named = iam.some(({ type, properties }) => entriesOf(properties).has(IAM[type] ?? ''))
  const capabilities: string[] = []
  if (iam.length > 0) capabilities.push(named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM')
  if (template.transform) capabilities.push('CAPABILITY_AUTO_EXPAND')
  return { capabilities, types: [...new Set(iam.map(({ type }) => type))] }
}

/** @throws ServiceError when one is not among those given, of the root or of what it nests */
export function refuseCapabilities(desired: Desired, given: readonly string[]): void {
  const has = (capability: string) =>
    given.includes(capability) || (capability === 'CAPABILITY_IAM' && given.includes('CAPABILITY_NAMED_IAM'))
  const missing = requiredBy(desired.opened).capabilities.filter((each) => !has(each))
  if (missing.length > 0)
    throw new ServiceError(
      'InsufficientCapabilitiesException',
      `Requires capabilities : [${missing.join(', ')}]`,
    )
  for (const child of desired.children.values()) refuseCapabilities(child, given)
}
