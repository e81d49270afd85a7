import { isDeepStrictEqual } from 'node:util'
import type { Resource } from './model.ts'
import type { Desired, DesiredResource } from './template/desired.ts'
import { replaces } from './template/replacement.ts'

export interface PropertyChange {
  readonly name: string
  readonly kind: 'Add' | 'Modify' | 'Remove'
  readonly before: unknown
  readonly after: unknown
  readonly replaces: boolean
}

/** What becomes of a resource: `replace` makes another one and deletes the old one at the end. */
export interface Step {
  readonly action: 'create' | 'update' | 'replace' | 'keep'
  readonly resource: DesiredResource
  readonly current: Resource | undefined
  readonly changes: readonly PropertyChange[]
}

export function changesOf(
  type: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): PropertyChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({
      name,
      kind: !(name in before) ? 'Add' : !(name in after) ? 'Remove' : 'Modify',
      before: before[name],
      after: after[name],
      replaces: replaces(type, name),
    }))
}

/** From the resources there are to those that are wanted, in order of need. */
export const stepsTo = (desired: Desired, current: ReadonlyMap<string, Resource>): Step[] =>
  desired.resources.map((resource) => stepTo(resource, current.get(resource.logicalId)))

function stepTo(resource: DesiredResource, there: Resource | undefined): Step {
  const current = there && isLive(there) ? there : undefined
  if (!current) return { action: 'create', resource, current: undefined, changes: [] }
  const { made, type } = current
  const changes = changesOf(resource.type, made.properties, resource.properties)
  if (current.physicalId !== resource.physicalId || type !== resource.type)
    return { action: 'replace', resource, current, changes }
  const same = changes.length === 0 && isDeepStrictEqual(made.metadata, resource.metadata)
  // One whose last change failed is tried again.
  return {
    action: same && !current.status.endsWith('_FAILED') ? 'keep' : 'update',
    resource,
    current,
    changes,
  }
}

/** Whether there is such a resource at all. */
export const isLive = ({ physicalId, status }: Resource): boolean =>
  physicalId !== undefined && !['CREATE_FAILED', 'DELETE_COMPLETE'].includes(status)

/** Those that are not wanted any more. */
export function removedFrom(desired: Desired, current: ReadonlyMap<string, Resource>): Resource[] {
  const wanted = new Set(desired.resources.map(({ logicalId }) => logicalId))
  return [...current.values()].filter((each) => isLive(each) && !wanted.has(each.logicalId))
}
