import { type Bodies, equals, parameter, scope, trust } from '../kit/index.ts'

const { declared, sub, att } = scope({
  parameters: {
    ApiGatewayLogRole: parameter.choice(
      ['create', 'existing'],
      'API Gateway writes logs with one role for each account and region. create: make it (it stays when the stack goes, as other APIs may use it). existing: this account has set one already.',
    ),
  },
  conditions: ({ ref }) => ({ CreateApiGatewayLogRole: equals(ref('ApiGatewayLogRole'), 'create') }),
  resources: { ApiGatewayLogRoleOfAccount: 'AWS::IAM::Role', ApiGatewayAccount: 'AWS::ApiGateway::Account' },
})

const bodies: Bodies<typeof declared.resources, never, keyof typeof declared.conditions> = {
  ApiGatewayLogRoleOfAccount: {
    Condition: 'CreateApiGatewayLogRole',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      AssumeRolePolicyDocument: trust('apigateway.amazonaws.com'),
      // It serves every API of the account, so no narrower policy than AWS's own for it would do.
      ManagedPolicyArns: [
        sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    },
  },
  ApiGatewayAccount: {
    Condition: 'CreateApiGatewayLogRole',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { CloudWatchRoleArn: att('ApiGatewayLogRoleOfAccount', 'Arn') },
  },
}

/** The account-wide setting without which no stage of this region may log (semantics 9.3, pitfall 3). */
export const apiGatewayAccount = { ...declared, bodies }
