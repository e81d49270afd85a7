import type { Structure } from '../../protocol/data.ts'
import { removedFrom, type Step } from '../differences.ts'
import type { Resource, Stack } from '../model.ts'
import { updateSteps } from '../run/update.ts'
import type { State } from '../state.ts'
import type { Desired, DesiredResource } from '../template/desired.ts'
import { detailsOf } from './details.ts'

/** What would become of a stack's resources, as DescribeChangeSet tells it with all property values. */
export function changesOfStack(
  state: State,
  stack: Stack,
  desired: Desired,
  nested: ReadonlyMap<string, string>,
): Structure[] {
  const steps = updateSteps(state, stack, desired)
  const replaced = new Set(
    steps.filter(({ action }) => action === 'replace').map(({ resource }) => resource.logicalId),
  )
  const changes = steps.flatMap((step) => changeOf(step, stack, desired, replaced, nested))
  // By their names, the removed among them; the service's order is assumed.
  return [...changes, ...removedFrom(desired, stack.resources).map(removal)]
    .map((change): Structure => ({ Type: 'Resource', ResourceChange: change }))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
}

const nameOf = ({ ResourceChange }: Structure): string =>
  String((ResourceChange as Structure).LogicalResourceId)

function changeOf(
  step: Step,
  stack: Stack,
  desired: Desired,
  replaced: ReadonlySet<string>,
  nested: ReadonlyMap<string, string>,
): Structure[] {
  const { action, resource, current } = step
  if (action === 'keep') return []
  const { logicalId, type } = resource
  const common = { LogicalResourceId: logicalId, ResourceType: type, ChangeSetId: nested.get(logicalId) }
  if (action === 'create')
    return [{ Action: 'Add', ...common, Scope: [], Details: [], AfterContext: contextOf(resource) }]
  const details = detailsOf(step, stack, desired, replaced)
  const isReplaced = action === 'replace'
  return [
    {
      PolicyAction: isReplaced
        ? policy(current?.made.replacePolicy, 'ReplaceAndDelete', 'ReplaceAndRetain')
        : undefined,
      Action: 'Modify',
      ...common,
      PhysicalResourceId: current?.physicalId,
      Replacement: isReplaced ? 'True' : 'False',
      Scope: [...new Set(details.map(({ Target }) => String((Target as Structure).Attribute)))],
      Details: details,
      BeforeContext: current && contextOf(current.made),
      AfterContext: contextOf(resource),
    },
  ]
}

const removal = ({ logicalId, physicalId, type, made }: Resource): Structure => ({
  PolicyAction: policy(made.deletionPolicy, 'Delete', 'Retain'),
  Action: 'Remove',
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId,
  ResourceType: type,
  Scope: [],
  Details: [],
  BeforeContext: contextOf(made),
})

const policy = (policy: string | undefined, otherwise: string, retained: string): string =>
  policy === 'Retain' ? retained : otherwise

const contextOf = ({ properties, metadata }: DesiredResource): string =>
  JSON.stringify({ Properties: properties, ...(metadata !== undefined && { Metadata: metadata }) })

/** The same without what is told only with IncludePropertyValues. */
export function withoutValues({ Type, ResourceChange }: Structure): Structure {
  const { BeforeContext: _before, AfterContext: _after, ...change } = ResourceChange as Structure
  const details = (change.Details as readonly Structure[]).map(({ Target, ...detail }) => {
    const {
      Path: _path,
      BeforeValue: _old,
      AfterValue: _new,
      AttributeChangeType: _kind,
      ...target
    } = Target as Structure
    return { Target: target, ...detail }
  })
  return { Type, ResourceChange: { ...change, Details: details } }
}
