import type { DesiredResource } from './desired.ts'

/** In the order of the template, but each after what it needs. */
export function ordered(resources: readonly DesiredResource[]): DesiredResource[] {
  const byId = new Map(resources.map((each) => [each.logicalId, each]))
  const done = new Map<string, DesiredResource>()
  const visit = (resource: DesiredResource, path: readonly string[]): void => {
    if (done.has(resource.logicalId) || path.includes(resource.logicalId)) return
    for (const need of resource.needs) {
      const other = byId.get(need)
      if (other) visit(other, [...path, resource.logicalId])
    }
    done.set(resource.logicalId, resource)
  }
  for (const each of resources) visit(each, [])
  return [...done.values()]
}
