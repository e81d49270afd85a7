import type { TextValue, Value } from '../../template/value.ts'
import type { Integration, Method } from './api-things.ts'
import type { Fields, Shape } from './fields.ts'
import { attributeOf } from './identity.ts'
import { fieldsOf, implied, readEach, type Source } from './source.ts'

const RESOURCE: Shape = {
  name: 'AWS::ApiGateway::Resource',
  touches: 'api',
  read: ['RestApiId', 'ParentId', 'PathPart'],
  irrelevant: [],
}
const METHOD: Shape = {
  name: 'AWS::ApiGateway::Method',
  touches: 'api',
  read: ['RestApiId', 'ResourceId', 'HttpMethod', 'AuthorizationType', 'Integration', 'ApiKeyRequired'],
  irrelevant: [
    'MethodResponses',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RequestValidatorId',
    // Signed callers are judged by policies; other authorizers are named as unmodelled where they decide.
    'AuthorizationScopes',
    'AuthorizerId',
  ],
}
const INTEGRATION: Shape = {
  name: 'an Integration',
  touches: 'api',
  read: ['Type', 'Uri', 'Credentials'],
  irrelevant: [
    'CacheKeyParameters',
    'CacheNamespace',
    'ContentHandling',
    'IntegrationHttpMethod',
    'IntegrationResponses',
    'PassthroughBehavior',
    'RequestParameters',
    'RequestTemplates',
    'TimeoutInMillis',
  ],
}

interface Node {
  readonly parent: string
  readonly part: TextValue
}

/** The methods of every API by the API's id; `roots` holds each API's root resource. */
export function readMethods(source: Source, roots: ReadonlySet<string>): { api: string; method: Method }[] {
  const nodes = new Map<string, Node>()
  readEach(source, RESOURCE, (fields, thing) => {
    const [parent, part] = [fields.needed('ParentId'), fields.needed('PathPart')]
    if (parent && part) nodes.set(thing.id, { parent: parent.text, part: implied(part.text, thing.at) })
  })
  return readEach(source, METHOD, (fields, thing) => {
    const api = fields.needed('RestApiId')
    const resource = fields.needed('ResourceId')
    const verb = fields.needed('HttpMethod')
    const authorization = fields.needed('AuthorizationType')
    const path = resource && pathOf(resource.text, nodes, roots)
    if (resource && path === undefined)
      fields.unmodelled('the path of a method whose resource is made elsewhere', resource.at)
    if (fields.flag('ApiKeyRequired', false)) fields.unmodelled('a method that asks for an API key', thing.at)
    if (!api || !verb || !authorization || path === undefined) return undefined
    const integration = readIntegration(source, fields)
    return { api: api.text, method: { ...thing, ...path, verb, authorization, integration } }
  })
}

/** The id of an API's root resource. */
export const rootOf = (source: Source, resource: Source['region']['resources'][number]): string =>
  attributeOf(source.region, resource, 'RootResourceId')

/** From a resource up to the root; undefined where the chain leaves the templates or runs in a circle. */
function pathOf(
  id: string,
  nodes: ReadonlyMap<string, Node>,
  roots: ReadonlySet<string>,
): Pick<Method, 'path' | 'parts'> | undefined {
  const parts: TextValue[] = []
  let current = id
  while (!roots.has(current)) {
    const node = nodes.get(current)
    if (!node || parts.length > nodes.size) return undefined
    parts.unshift(node.part)
    current = node.parent
  }
  return { path: `/${parts.map(({ text }) => text).join('/')}`, parts }
}

function readIntegration(source: Source, fields: Fields): Integration | undefined {
  const value: Value | undefined = fields.value('Integration')
  if (!value) return undefined
  const integration = fieldsOf(source, value, INTEGRATION)
  const type = integration.needed('Type')
  return (
    type && { type, uri: integration.text('Uri'), credentials: integration.text('Credentials'), at: value.at }
  )
}
