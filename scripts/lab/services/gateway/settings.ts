import { type Account, type Model, readModel } from '../../../access/gates/index.ts'
import { attributeOf, idOf } from '../../../access/model/index.ts'
import type { Region, Resource } from '../../../template/region.ts'
import type { MapValue } from '../../../template/value.ts'
import { at, entriesAt, itemsAt, numberAt, textAt, textOf } from '../../fields.ts'
import { type MockIntegration, readMock } from './mock-integration.ts'

/** What is deployed: who may call, and what the gateway needs besides. */
export interface Deployed extends Model {
  /** By the ids of APIs. */
  readonly binaryMediaTypes: ReadonlyMap<string, readonly string[]>
  /** By `api/stage`, the API's id and the stage's name. */
  readonly stages: ReadonlyMap<string, StageSettings>
  /** By the addresses of methods. */
  readonly methods: ReadonlyMap<string, MethodDetails>
}

export interface StageSettings {
  readonly accessLogFormat: string | undefined
  readonly variables: Readonly<Record<string, string>> | null
  readonly throttling: readonly Throttling[]
}

/** One of a stage's MethodSettings; `*` stands for every verb, and `/*` for every path. */
export interface Throttling {
  readonly verb: string
  readonly path: string
  readonly rate: number | undefined
  readonly burst: number | undefined
}

export interface MethodDetails {
  readonly resourceId: string
  readonly operationName: string | undefined
  /** Milliseconds for the integration. */
  readonly timeout: number
  /** `method.request.querystring.page`, where a validator asks for them. */
  readonly required: readonly string[]
  /** Whether a validator holds bodies against models. */
  readonly validatesBody: boolean
  readonly mock: MockIntegration | undefined
}

/** API Gateway's default, and its most by default (semantics, section 9.2). */
const TIMEOUT = 29_000

/** Reads what would be deployed from a region all of whose texts are known. */
export function readDeployed(region: Region, account: Account): Deployed {
  const each = (type: string) => region.resources.filter((one) => one.type === `AWS::ApiGateway::${type}`)
  return {
    ...readModel(region, account),
    binaryMediaTypes: new Map(
      each('RestApi').map((one) => [
        idOf(region, one),
        itemsAt(one.properties, 'BinaryMediaTypes').map((type) => textOf(type) ?? ''),
      ]),
    ),
    stages: new Map(
      each('Stage').map(({ properties }) => [
        `${textAt(properties, 'RestApiId')}/${textAt(properties, 'StageName')}`,
        readStage(properties),
      ]),
    ),
    methods: new Map(each('Method').map((one) => [one.address, readMethod(region, one)])),
  }
}

function readStage(properties: MapValue): StageSettings {
  const variables = entriesAt(properties, 'Variables').map(([name, value]) => [name, textOf(value) ?? ''])
  return {
    accessLogFormat: textAt(properties, 'AccessLogSetting', 'Format'),
    variables: variables.length > 0 ? Object.fromEntries(variables) : null,
    throttling: itemsAt(properties, 'MethodSettings').map((one) => ({
      verb: textAt(one, 'HttpMethod') ?? '*',
      path: (textAt(one, 'ResourcePath') ?? '/*').replaceAll('~1', '/').replace(/^\/\//, '/'),
      rate: numberAt(one, 'ThrottlingRateLimit'),
      burst: numberAt(one, 'ThrottlingBurstLimit'),
    })),
  }
}

function readMethod(region: Region, { properties }: Resource): MethodDetails {
  const id = textAt(properties, 'RequestValidatorId')
  const validator = region.resources.find(
    (one) =>
      one.type === 'AWS::ApiGateway::RequestValidator' &&
      [idOf(region, one), attributeOf(region, one, 'RequestValidatorId')].includes(id ?? ''),
  )?.properties
  const required = entriesAt(properties, 'RequestParameters').filter(([, value]) => textOf(value) === 'true')
  const integration = at(properties, 'Integration')
  return {
    resourceId: textAt(properties, 'ResourceId') ?? '',
    operationName: textAt(properties, 'OperationName'),
    timeout: numberAt(integration, 'TimeoutInMillis') ?? TIMEOUT,
    required: textAt(validator, 'ValidateRequestParameters') === 'true' ? required.map(([name]) => name) : [],
    validatesBody:
      textAt(validator, 'ValidateRequestBody') === 'true' &&
      entriesAt(properties, 'RequestModels').length > 0,
    mock: textAt(integration, 'Type') === 'MOCK' ? readMock(integration) : undefined,
  }
}
