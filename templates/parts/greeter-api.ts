import {
  type Bodies,
  type Dynamic,
  parameter,
  type ResourceTypes,
  type Statement,
  scope,
} from '../kit/index.ts'
import { apiGatewayAccount } from './api-gateway-account.ts'
import { functionParameters, functionRole, nodeFunction } from './function.ts'
import { logGroup, logging } from './logging.ts'

/** The stage both APIs are served from, as in the demo. */
export const STAGE = 'miztiik'

const { declared, ref, att, sub, after } = scope({
  parameters: {
    ...functionParameters,
    ThrottlingRateLimit: parameter.number({
      Description: 'Requests a second that the stage lets through.',
      Default: 10,
      MinValue: 1,
      MaxValue: 10000,
    }),
    ThrottlingBurstLimit: parameter.number({
      Description: 'Requests that the stage lets through at one moment.',
      Default: 100,
      MinValue: 1,
      MaxValue: 5000,
    }),
    ...logging.parameters,
    ...apiGatewayAccount.parameters,
  },
  conditions: () => ({ ...logging.conditions, ...apiGatewayAccount.conditions }),
  resources: {
    ...apiGatewayAccount.resources,
    Api: 'AWS::ApiGateway::RestApi',
    AreaResource: 'AWS::ApiGateway::Resource',
    GreeterResource: 'AWS::ApiGateway::Resource',
    RequestValidator: 'AWS::ApiGateway::RequestValidator',
    GetGreeter: 'AWS::ApiGateway::Method',
    Deployment: 'AWS::ApiGateway::Deployment',
    Stage: 'AWS::ApiGateway::Stage',
    AccessLogs: 'AWS::Logs::LogGroup',
    ExecutionLogs: 'AWS::Logs::LogGroup',
    Greeter: 'AWS::Lambda::Function',
    GreeterRole: 'AWS::IAM::Role',
    GreeterLogs: 'AWS::Logs::LogGroup',
    GreeterPermission: 'AWS::Lambda::Permission',
  },
})

/** One line of JSON a request. Without headers and bodies: they may hold personal data. */
const ACCESS_LOG = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  traceId: '$context.xrayTraceId',
  sourceIp: '$context.identity.sourceIp',
  vpceId: '$context.identity.vpceId',
  vpcId: '$context.identity.vpcId',
  principal: '$context.identity.userArn',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  error: '$context.error.message',
  errorType: '$context.error.responseType',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
}

type GreeterFunction = ResourceTypes['AWS::Lambda::Function']['Properties']

/**
 * A REST API with `GET /{area}/greeter`, the function behind it and their logs. Public or private is what the
 * caller makes of it by `endpoint` and `policy`.
 */
const bodies = (api: {
  area: 'unsecure' | 'secure'
  description: string
  endpoint: NonNullable<ResourceTypes['AWS::ApiGateway::RestApi']['Properties']['EndpointConfiguration']>
  policy?: ResourceTypes['AWS::ApiGateway::RestApi']['Properties']['Policy']
  authorization: 'NONE' | Dynamic<'text'>
  /** The deployment that the stage serves, where it is not the template's own. */
  served?: Dynamic<'AWS::ApiGateway::Deployment' | 'AWS::CloudFormation::CustomResource.DeploymentId'>
  vpc?: NonNullable<GreeterFunction['VpcConfig']>
  roleStatements?: readonly Statement[]
}): Bodies<typeof declared.resources, keyof typeof declared.resources, keyof typeof declared.conditions> => ({
  ...apiGatewayAccount.bodies,
  Api: {
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: {
      Name: ref('AWS::StackName'),
      Description: api.description,
      EndpointConfiguration: api.endpoint,
      ...(api.policy && { Policy: api.policy }),
    },
  },
  AreaResource: {
    Properties: { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: api.area },
  },
  GreeterResource: {
    Properties: { RestApiId: ref('Api'), ParentId: ref('AreaResource'), PathPart: 'greeter' },
  },
  RequestValidator: {
    Properties: { RestApiId: ref('Api'), ValidateRequestBody: true, ValidateRequestParameters: true },
  },
  GetGreeter: {
    Properties: {
      RestApiId: ref('Api'),
      ResourceId: ref('GreeterResource'),
      HttpMethod: 'GET',
      AuthorizationType: api.authorization,
      RequestValidatorId: ref('RequestValidator'),
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: sub(
          'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Greeter.Arn}/invocations',
        ),
      },
    },
  },
  Deployment: {
    DependsOn: ['GetGreeter'],
    Properties: { RestApiId: ref('Api'), Description: 'A snapshot of routes, integrations and policy' },
  },
  Stage: {
    DependsOn: ['ExecutionLogs'],
    Properties: {
      RestApiId: ref('Api'),
      DeploymentId: api.served ?? ref('Deployment'),
      StageName: STAGE,
      // A stage that logs is refused while the account has no role for it.
      Description: after('CreateApiGatewayLogRole', 'ApiGatewayAccount', 'What callers are served'),
      TracingEnabled: true,
      AccessLogSetting: {
        // Not GetAtt Arn: it ends in :* and API Gateway wants the group's own ARN.
        DestinationArn: sub(
          'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${AccessLogs}',
        ),
        Format: JSON.stringify(ACCESS_LOG),
      },
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          LoggingLevel: 'INFO',
          // Data traces write whole requests and responses into the log.
          DataTraceEnabled: false,
          MetricsEnabled: true,
          ThrottlingRateLimit: ref('ThrottlingRateLimit'),
          ThrottlingBurstLimit: ref('ThrottlingBurstLimit'),
        },
      ],
    },
  },
  AccessLogs: logGroup(),
  // API Gateway gives its execution log this name and would make the group without retention.
  ExecutionLogs: logGroup(sub(`API-Gateway-Execution-Logs_\${Api}/${STAGE}`)),
  Greeter: nodeFunction('greeter', {
    description: `Greets the callers of GET /${api.area}/greeter`,
    role: att('GreeterRole', 'Arn'),
    logs: ref('GreeterLogs'),
    timeout: 10,
    ...(api.vpc && { vpc: api.vpc }),
  }),
  GreeterRole: functionRole(att('GreeterLogs', 'Arn'), ...(api.roleStatements ?? [])),
  GreeterLogs: logGroup(),
  GreeterPermission: {
    Properties: {
      FunctionName: att('Greeter', 'Arn'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: sub(
        `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${STAGE}/GET/${api.area}/greeter`,
      ),
    },
  },
})

export const greeterApi = {
  ...declared,
  bodies,
  groups: {
    'The API': ['ThrottlingRateLimit', 'ThrottlingBurstLimit', 'LogLevel'],
    Logs: ['LogRetentionDays', 'LogKmsKeyArn', 'ApiGatewayLogRole'],
  },
} as const
