import type { Region } from '../../template/region.ts'
import type { Value } from '../../template/value.ts'
import type { Api, Apis, LambdaFunction, Permission } from './api-things.ts'
import type { Fields, Shape } from './fields.ts'
import { FUNCTION } from './functions.ts'
import { readMethods, rootOf } from './methods.ts'
import { unmodelledResources } from './resource-types.ts'
import { fieldsOf, implied, readEach, type Source } from './source.ts'
import { customResourceAssumptions, readStages } from './stages.ts'
import type { Assumption } from './unmodelled.ts'

const API: Shape = {
  name: 'AWS::ApiGateway::RestApi',
  touches: 'api',
  read: ['EndpointConfiguration', 'Policy', 'DisableExecuteApiEndpoint'],
  irrelevant: [
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'Description',
    'MinimumCompressionSize',
    'Name',
    'Tags',
  ],
}
const CONFIGURATION: Shape = {
  name: 'an EndpointConfiguration',
  touches: 'api',
  read: ['Types', 'VpcEndpointIds'],
  // A private API has no choice but dualstack, and what its endpoint's interfaces speak is the endpoint's affair.
  irrelevant: ['IpAddressType'],
}
const PERMISSION: Shape = {
  name: 'AWS::Lambda::Permission',
  touches: 'function',
  read: ['FunctionName', 'Action', 'Principal', 'SourceArn', 'SourceAccount'],
  irrelevant: [],
}

/** Reads the APIs that the resources make, with who may invoke their functions; texts keep their symbols. */
export function readApis(region: Region): Apis {
  const source: Source = { region, unmodelled: [...unmodelledResources(region, 'api')] }
  const assumptions: Assumption[] = []
  const roots = new Set(
    region.resources.filter(({ type }) => type === API.name).map((one) => rootOf(source, one)),
  )
  const methods = readMethods(source, roots)
  const { deployments, stages } = readStages(source, assumptions)
  const apis = readEach(source, API, (fields, thing): Api => {
    return {
      ...thing,
      ...readConfiguration(source, fields),
      policy: fields.value('Policy'),
      disableExecuteApiEndpoint: fields.flag('DisableExecuteApiEndpoint', false),
      methods: methods.filter(({ api }) => api === thing.id).map(({ method }) => method),
      stages: stages.filter(({ api }) => api === thing.id).map(({ stage }) => stage),
    }
  })
  reportForeign(source, apis, methods, stages)
  return {
    apis,
    functions: readFunctions(source),
    permissions: readEach(source, PERMISSION, readPermission),
    deployments,
    assumptions: [...assumptions, ...customResourceAssumptions(source)],
    unmodelled: source.unmodelled,
  }
}

function readConfiguration(source: Source, fields: Fields): Pick<Api, 'type' | 'endpoints'> {
  const value: Value | undefined = fields.value('EndpointConfiguration')
  if (!value) return { type: implied('EDGE', fields.at), endpoints: [] }
  const configuration = fieldsOf(source, value, CONFIGURATION)
  const [type, ...more] = configuration.texts('Types')
  if (type && !['PRIVATE', 'REGIONAL', 'EDGE'].includes(type.text))
    fields.unmodelled('an API whose type is not known yet', type.at)
  if (more.length > 0) fields.unmodelled('an API of more than one type', value.at)
  return { type: type ?? implied('EDGE', value.at), endpoints: configuration.texts('VpcEndpointIds') }
}

/** A function's properties belong to the network's reader, which reports them; here only its id counts. */
const readFunctions = ({ region }: Source): LambdaFunction[] =>
  readEach({ region, unmodelled: [] }, FUNCTION, (_, thing) => ({ ...thing, names: [thing.id] }))

function readPermission(
  fields: Fields,
  thing: Pick<Permission, 'address' | 'id' | 'at'>,
): Permission | undefined {
  const [functionName, action, principal] = [
    fields.needed('FunctionName'),
    fields.needed('Action'),
    fields.needed('Principal'),
  ]
  const [sourceArn, sourceAccount] = [fields.text('SourceArn'), fields.text('SourceAccount')]
  return (
    functionName &&
    action &&
    principal && { ...thing, functionName, action, principal, sourceArn, sourceAccount }
  )
}

function reportForeign(
  source: Source,
  apis: readonly Api[],
  methods: { api: string; method: { at: Api['at'] } }[],
  stages: { api: string; stage: { at: Api['at'] } }[],
): void {
  const known = new Set(apis.map(({ id }) => id))
  const parts = [
    ...methods.map(({ api, method }) => ({ api, at: method.at, what: 'a method' })),
    ...stages.map(({ api, stage }) => ({ api, at: stage.at, what: 'a stage' })),
  ]
  for (const { api, at, what } of parts) {
    if (!known.has(api))
      source.unmodelled.push({ what: `${what} of an API made elsewhere`, at, touches: 'api' })
  }
}
