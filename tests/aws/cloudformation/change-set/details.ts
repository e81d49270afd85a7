import { variablesIn } from '../../../../scripts/template/intrinsics/sub.ts'
import { parametersBehind } from '../../../../scripts/template/parameters-in.ts'
import { callsIn, entriesOf, itemsOf, type Node, textOf } from '../../../../scripts/template/tree.ts'
import type { Structure } from '../../protocol/data.ts'
import type { PropertyChange, Step } from '../differences.ts'
import type { Stack } from '../model.ts'
import type { Desired } from '../template/desired.ts'

/** Why a resource is modified, a detail for each of its properties (user guide, "ResourceChangeDetail"). */
export function detailsOf(
  step: Step,
  stack: Stack,
  desired: Desired,
  replaced: ReadonlySet<string>,
): Structure[] {
  const { resource, changes, current } = step
  const properties = entriesOf(desired.opened.template.resources.get(resource.logicalId)?.properties)
  const before = new Map(stack.deployed?.parameters.map(({ key, value }) => [key, value]))
  const changed = new Set(
    desired.parameters.filter(({ key, value }) => before.get(key) !== value).map(({ key }) => key),
  )
  const details = changes.map((change): Structure => {
    const cause = causeOf(properties.get(change.name), desired, changed, replaced)
    return { Target: targetOf(change), ...cause }
  })
  // A nested stack's template may have changed without the resource, so the service lists it whatever it finds.
  if (resource.type === 'AWS::CloudFormation::Stack')
    details.push({
      Target: { Attribute: 'Properties', RequiresRecreation: 'Never' },
      Evaluation: 'Dynamic',
      ChangeSource: 'Automatic',
    })
  if (
    current &&
    changes.length === 0 &&
    JSON.stringify(current.made.metadata) !== JSON.stringify(resource.metadata)
  )
    details.push({
      Target: { Attribute: 'Metadata', RequiresRecreation: 'Never' },
      Evaluation: 'Static',
      ChangeSource: 'DirectModification',
    })
  return details
}

function targetOf({ name, kind, before, after, replaces }: PropertyChange): Structure {
  const isTags = name === 'Tags'
  return {
    Attribute: isTags ? 'Tags' : 'Properties',
    Name: isTags ? undefined : name,
    RequiresRecreation: replaces ? 'Always' : 'Never',
    Path: isTags ? undefined : `/Properties/${name}`,
    BeforeValue: written(before),
    AfterValue: written(after),
    AttributeChangeType: kind,
  }
}

const written = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(value)

/** A property that refers to what changes has that as its cause; otherwise somebody wrote another value. */
function causeOf(
  node: Node | undefined,
  desired: Desired,
  changed: ReadonlySet<string>,
  replaced: ReadonlySet<string>,
): Structure {
  const parameter = node && [...parametersBehind(node, desired.scope)].find((name) => changed.has(name))
  if (parameter) return { Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity: parameter }
  for (const path of node ? referencesIn(node) : []) {
    const [logicalId = '', attribute] = path.split(/\.(.*)/s)
    if (!replaced.has(logicalId) && !attribute?.startsWith('Outputs.')) continue
    return attribute
      ? { Evaluation: 'Dynamic', ChangeSource: 'ResourceAttribute', CausingEntity: path }
      : { Evaluation: 'Static', ChangeSource: 'ResourceReference', CausingEntity: logicalId }
  }
  return { Evaluation: 'Static', ChangeSource: 'DirectModification' }
}

/** `Vpc`, `Vpc.CidrBlock`: what a value refers to. */
function* referencesIn(node: Node): Generator<string> {
  for (const { name, argument } of callsIn(node)) {
    const items = itemsOf(argument)
    if (name === 'Ref') yield textOf(argument) ?? ''
    else if (name === 'Fn::GetAtt') yield textOf(argument) ?? items.map(textOf).join('.')
    else if (name === 'Fn::Sub') yield* variablesIn(textOf(items[0] ?? argument) ?? '')
  }
}
