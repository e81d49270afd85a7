import { isMap, isScalar, parseDocument } from 'yaml'

/** Policies under which a resource, or a copy of what is in it, outlives its stack (user guide, "DeletionPolicy"). */
const KEEPS = new Set(['Retain', 'RetainExceptOnCreate', 'Snapshot'])

/** Logical ids of what a template keeps when its stack is deleted, with the policy that says so. */
export function retainedBy(template: string): Map<string, string> {
  const resources = parseDocument(template, { logLevel: 'silent' }).get('Resources')
  const retained = new Map<string, string>()
  if (!isMap(resources)) return retained
  for (const { key, value } of resources.items) {
    const policy = isMap(value) ? value.get('DeletionPolicy') : undefined
    if (isScalar(key) && typeof policy === 'string' && KEEPS.has(policy))
      retained.set(String(key.value), policy)
  }
  return retained
}
