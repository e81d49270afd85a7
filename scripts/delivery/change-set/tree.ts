import type { PolicyAction, ResourceChange } from '@aws-sdk/client-cloudformation'
import { type Action, actionOf } from './action.ts'
import type { Described } from './described.ts'
import { type PropertyChange, propertyChanges } from './properties.ts'

/** What a change set does to the resources of a stack. */
export interface Tree {
  readonly stackName: string
  readonly resources: readonly Resource[]
  /** Nested stacks that are listed as changing, as they always are, in which nothing changes. */
  readonly unchanged: number
}

export interface Resource {
  readonly logicalId: string
  readonly type: string
  readonly physicalId: string | undefined
  readonly action: Action
  /** What becomes of the old one, where the service says so. */
  readonly policy: PolicyAction | undefined
  readonly properties: readonly PropertyChange[]
  /** What changes in it, where it is a nested stack whose change set was described. */
  readonly nested: Tree | undefined
}

/** A change set and those nested in it as one tree. */
export function toTree({ stackName, changes, nested }: Described): Tree {
  const all = changes.map((change) => toResource(change, nested.get(change.LogicalResourceId ?? '')))
  const resources = all.filter((resource) => !isIdle(resource))
  const deeper = resources.reduce((sum, resource) => sum + (resource.nested?.unchanged ?? 0), 0)
  const idle = all.filter(isIdle).reduce((sum, resource) => sum + 1 + (resource.nested?.unchanged ?? 0), 0)
  return { stackName, resources, unchanged: deeper + idle }
}

/** Whether any resource changes. A change of outputs alone is none: the change set's status tells of that. */
export const hasChanges = ({ resources }: Tree): boolean => resources.length > 0

/** How many resources each action meets. A nested stack stands for what is in it, where that is known. */
export function countsOf(tree: Tree): ReadonlyMap<Action, number> {
  const counts = new Map<Action, number>()
  const count = ({ resources }: Tree): void => {
    for (const { action, nested } of resources) {
      if (nested) count(nested)
      else counts.set(action, (counts.get(action) ?? 0) + 1)
    }
  }
  count(tree)
  return counts
}

function toResource(change: ResourceChange, nested: Described | undefined): Resource {
  return {
    logicalId: change.LogicalResourceId ?? '',
    type: change.ResourceType ?? '',
    physicalId: change.PhysicalResourceId || undefined,
    action: actionOf(change),
    policy: change.PolicyAction,
    properties: propertyChanges(change),
    nested: nested && toTree(nested),
  }
}

const isIdle = ({ action, nested }: Resource): boolean =>
  action === 'modify' && nested !== undefined && !hasChanges(nested)
