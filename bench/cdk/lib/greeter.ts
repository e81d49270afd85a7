import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as apigateway from 'aws-cdk-lib/aws-apigateway'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

const CODE = `
const { networkInterfaces } = require('node:os')

exports.handler = async () => {
  const address = Object.values(networkInterfaces()).flat().find((card) => !card.internal)?.address
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: 'Hi Miztikal World, Hello from Lambda running at ' + address }),
  }
}
`

/** The greeter both APIs serve: a function with inline code, its log group and its alias. */
export class Greeter extends Construct {
  readonly alias: lambda.Alias

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const handler = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(CODE),
      timeout: Duration.seconds(15),
      reservedConcurrentExecutions: 1,
      environment: { LOG_LEVEL: 'INFO' },
      logGroup,
    })
    this.alias = new lambda.Alias(this, 'Alias', {
      aliasName: 'MystiqueAutomation',
      version: handler.latestVersion,
    })
  }
}

/** The stage of both APIs: throttled, logged, measured, with an access log. */
export function greeterStage(scope: Construct): apigateway.StageOptions {
  const accessLog = new logs.LogGroup(scope, 'AccessLog', {
    retention: logs.RetentionDays.ONE_WEEK,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  return {
    stageName: 'miztiik',
    throttlingRateLimit: 10,
    throttlingBurstLimit: 100,
    loggingLevel: apigateway.MethodLoggingLevel.INFO,
    metricsEnabled: true,
    accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
    accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
  }
}
