import { CfnOutput, Stack } from 'aws-cdk-lib'
import * as apigateway from 'aws-cdk-lib/aws-apigateway'
import type * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { Greeter, greeterStage } from './greeter'

interface Props {
  readonly endpoint: ec2.IInterfaceVpcEndpoint
}

/** The same greeter behind a PRIVATE endpoint, whose policy refuses whoever comes another way. */
export class SecurePrivateApiStack extends Stack {
  constructor(scope: Construct, id: string, { endpoint }: Props) {
    super(scope, id)
    const invoke = {
      principals: [new iam.AnyPrincipal()],
      actions: ['execute-api:Invoke'],
      resources: ['execute-api:/*'],
    }
    const api = new apigateway.RestApi(this, 'Api', {
      restApiName: 'secure-private-api',
      endpointConfiguration: { types: [apigateway.EndpointType.PRIVATE], vpcEndpoints: [endpoint] },
      deployOptions: greeterStage(this),
      cloudWatchRole: true,
      policy: new iam.PolicyDocument({
        statements: [
          // The demo compared aws:SourceVpc with this id, which denied everyone.
          new iam.PolicyStatement({
            ...invoke,
            sid: 'DenyAllButTheEndpoint',
            effect: iam.Effect.DENY,
            conditions: { StringNotEquals: { 'aws:SourceVpce': endpoint.vpcEndpointId } },
          }),
          new iam.PolicyStatement({ ...invoke, sid: 'AllowTheRest' }),
        ],
      }),
    })
    const greeter = api.root.addResource('secure').addResource('greeter')
    greeter.addMethod('GET', new apigateway.LambdaIntegration(new Greeter(this, 'Greeter').alias))

    new CfnOutput(this, 'SecureApiUrl', {
      value: api.urlForPath(greeter.path),
      description: 'Call it from inside the VPC',
    })
  }
}
