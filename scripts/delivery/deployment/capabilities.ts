import type { Capability } from '@aws-sdk/client-cloudformation'
import type { Stacks } from '../../template/stacks.ts'
import type { Declaration } from '../../template/template.ts'
import { entriesOf } from '../../template/tree.ts'
import { placeText } from '../../template/value.ts'

/** A capability that templates take, and the first line that takes it. */
export interface Needed {
  readonly capability: Capability
  readonly because: string
}

/** Properties by which IAM resources get a name of the template's choice (user guide, "Acknowledging IAM resources"). */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
}

/** The capabilities of templates and of those they nest: no more than they take. */
export function capabilitiesOf({ all }: Stacks): Needed[] {
  const resources = all.flatMap(({ template }) => [...template.resources.values()])
  const iam = resources.filter(({ type }) => type.startsWith('AWS::IAM::'))
  const named = iam.find(isNamed)
  const made = named ?? iam[0]
  const transformed = all.find(({ template }) => template.transform)?.template.transform
  return [
    ...(made
      ? [
          {
            capability: named ? ('CAPABILITY_NAMED_IAM' as const) : ('CAPABILITY_IAM' as const),
            because: `${made.logicalId} is an ${made.type}${named ? ' with a name' : ''}  ${placeText(made.at)}`,
          },
        ]
      : []),
    ...(transformed
      ? [
          {
            capability: 'CAPABILITY_AUTO_EXPAND' as const,
            because: `a Transform  ${placeText(transformed.at)}`,
          },
        ]
      : []),
  ]
}

const isNamed = ({ type, properties }: Declaration): boolean => entriesOf(properties).has(NAMES[type] ?? '')
