import { createHash } from 'node:crypto'
import type { CloudFormation } from './template.ts'

/** What an API Gateway deployment takes a snapshot of. */
const SNAPSHOT = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::RequestValidator',
]

/**
 * Ends the logical id of each Deployment in a hash of what it deploys. A stage serves a snapshot, and
 * CloudFormation takes a new one only when the Deployment is a new resource; without this a changed policy is
 * saved and never served (semantics 9.3).
 *
 * @throws Error when a Deployment does not wait for all methods: it could miss some
 */
export function pinDeployments(template: CloudFormation): CloudFormation {
  const resources = Object.entries(template.Resources)
  const ofType = (type: string) => resources.filter(([, r]) => r.Type === type).map(([id]) => id)
  const snapshot = resources.filter(([, r]) => SNAPSHOT.includes(r.Type))
  const hash = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex').slice(0, 10)
  let pinned = template
  for (const id of ofType('AWS::ApiGateway::Deployment')) {
    const awaited = [template.Resources[id]?.DependsOn ?? []].flat()
    const missing = ofType('AWS::ApiGateway::Method').filter((method) => !awaited.includes(method))
    if (missing.length > 0)
      throw new Error(`Deployment ${id} must depend on the methods: ${missing.join(', ')}`)
    pinned = rename(pinned, id, `${id}${hash}`)
  }
  return pinned
}

/** Renames a resource where it stands and where a Ref or a DependsOn names it. */
function rename(template: CloudFormation, from: string, to: string): CloudFormation {
  const name = (value: unknown) => (value === from ? to : value)
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key === 'Ref') return [key, name(value)]
        if (key === 'DependsOn') return [key, Array.isArray(value) ? value.map(name) : name(value)]
        return [key, visit(value)]
      }),
    )
  }
  const resources = Object.entries(template.Resources).map(([id, resource]) => [name(id), visit(resource)])
  const outputs = visit(template.Outputs) as object
  return { ...template, Resources: Object.fromEntries(resources), Outputs: outputs }
}
