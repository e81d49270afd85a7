import { CfnOutput, Stack } from 'aws-cdk-lib'
import * as apigateway from 'aws-cdk-lib/aws-apigateway'
import type { Construct } from 'constructs'
import { Greeter, greeterStage } from './greeter'

/** A greeter behind a regional endpoint, which anyone can call. */
export class UnsecurePublicApiStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id)
    const api = new apigateway.RestApi(this, 'Api', {
      restApiName: 'unsecure-public-api',
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      deployOptions: greeterStage(this),
      cloudWatchRole: true,
    })
    const greeter = api.root.addResource('unsecure').addResource('greeter')
    greeter.addMethod('GET', new apigateway.LambdaIntegration(new Greeter(this, 'Greeter').alias))

    new CfnOutput(this, 'ApiUrl', {
      value: api.urlForPath(greeter.path),
      description: 'Call it from anywhere',
    })
  }
}
