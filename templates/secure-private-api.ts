import { equals, not, parameter, policy, scope, template } from './kit/index.ts'
import { functionRole, networkInterfaceStatements, nodeFunction } from './parts/function.ts'
import { greeterApi, STAGE } from './parts/greeter-api.ts'
import { logGroup } from './parts/logging.ts'
import { CORPORATE_CIDR, NO_EGRESS, VPC_CIDR } from './parts/network.ts'
import { project } from './parts/project.ts'

const names = scope({
  parameters: {
    ...project,
    VpcEndpointId: parameter.id('AWS::EC2::VPCEndpoint', {
      Description: 'Id of the execute-api interface endpoint through which alone the API can be called.',
    }),
    VpcId: parameter.id('AWS::EC2::VPC', { Description: 'VPC of that endpoint.' }),
    IsolatedSubnetIds: parameter.ids('AWS::EC2::Subnet', {
      Description: 'Subnets of that VPC without a way out, for the greeter.',
    }),
    VpcCidr: parameter.cidr(16, 28, { ...VPC_CIDR, Description: 'Addresses of that VPC: they may call.' }),
    CorporateCidr: parameter.cidr(8, 32, CORPORATE_CIDR),
    Authorization: parameter.choice(
      ['NONE', 'AWS_IAM'],
      'NONE: whoever is in the network may call, as in the demo. AWS_IAM: callers also sign as a principal of this account.',
    ),
    GreeterPlacement: parameter.choice(
      ['isolated-subnets', 'outside-vpc'],
      'isolated-subnets: the function has no way out at all. outside-vpc: it has the internet.',
    ),
    ...greeterApi.parameters,
  },
  conditions: ({ ref }) => ({
    ...greeterApi.conditions,
    Corporate: not(equals(ref('CorporateCidr'), '')),
    SignedCallers: equals(ref('Authorization'), 'AWS_IAM'),
    GreeterIsolated: equals(ref('GreeterPlacement'), 'isolated-subnets'),
  }),
  resources: {
    ...greeterApi.resources,
    GreeterSecurityGroup: 'AWS::EC2::SecurityGroup',
    Redeploy: 'AWS::CloudFormation::CustomResource',
    RedeployFunction: 'AWS::Lambda::Function',
    RedeployRole: 'AWS::IAM::Role',
    RedeployLogs: 'AWS::Logs::LogGroup',
  },
})
const { ref, att, sub, when } = names

const callers = policy(
  {
    Sid: 'AllowInvoke',
    Effect: 'Allow',
    Principal: when('SignedCallers', { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') }, '*'),
    Action: 'execute-api:Invoke',
    Resource: `execute-api:/${STAGE}/GET/secure/greeter`,
  },
  {
    Sid: 'DenyOtherEndpoints',
    Effect: 'Deny',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/*',
    Condition: { StringNotEquals: { 'aws:SourceVpce': ref('VpcEndpointId') } },
  },
  {
    Sid: 'DenyOtherNetworks',
    Effect: 'Deny',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/*',
    Condition: {
      NotIpAddress: { 'aws:VpcSourceIp': [ref('VpcCidr'), when('Corporate', ref('CorporateCidr'))] },
    },
  },
)

/** The private half: reachable through one interface endpoint, from the VPC and the corporate network. */
export const securePrivateApi = template(names, {
  name: 'secure-private-api',
  description:
    'A greeter behind a PRIVATE REST API: callable only through one VPC endpoint, from the VPC and, if given, the corporate network.',
  groups: {
    'Who may call': ['VpcEndpointId', 'VpcCidr', 'CorporateCidr', 'Authorization'],
    'Where the greeter runs': ['GreeterPlacement', 'VpcId', 'IsolatedSubnetIds'],
    ...greeterApi.groups,
    Tags: ['Project'],
  },
  resources: {
    ...greeterApi.bodies({
      area: 'secure',
      description: 'Private: only through the VPC endpoint',
      endpoint: { Types: ['PRIVATE'], VpcEndpointIds: [ref('VpcEndpointId')] },
      policy: callers,
      authorization: ref('Authorization'),
      served: att('Redeploy', 'DeploymentId'),
      vpc: when('GreeterIsolated', {
        SecurityGroupIds: [att('GreeterSecurityGroup', 'GroupId')],
        SubnetIds: ref('IsolatedSubnetIds'),
      }),
      roleStatements: networkInterfaceStatements.map((statement) => when('GreeterIsolated', statement)),
    }),
    GreeterSecurityGroup: {
      Condition: 'GreeterIsolated',
      Properties: {
        GroupDescription: 'The greeter: nothing in, nothing out',
        VpcId: ref('VpcId'),
        SecurityGroupEgress: NO_EGRESS,
      },
    },
    // API Gateway serves a snapshot. CloudFormation takes a new one when the template changes (Deployment), but
    // not when only a parameter of the policy or the method does: AWS_IAM would be set and never asked for. This
    // takes one whenever either changes, also on the way back from a failed update.
    Redeploy: {
      DependsOn: 'GetGreeter',
      Properties: {
        ServiceToken: att('RedeployFunction', 'Arn'),
        ServiceTimeout: 300,
        RestApiId: ref('Api'),
        DeploymentId: ref('Deployment'),
        Snapshot: [ref('VpcEndpointId'), ref('VpcCidr'), ref('CorporateCidr'), ref('Authorization')],
      },
    },
    RedeployFunction: nodeFunction('redeploy', {
      description: 'Deploys the API again when a parameter of its policy or methods has changed',
      role: att('RedeployRole', 'Arn'),
      logs: ref('RedeployLogs'),
      timeout: 120,
    }),
    RedeployRole: functionRole(att('RedeployLogs', 'Arn'), {
      Effect: 'Allow',
      Action: 'apigateway:POST',
      Resource: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/deployments'),
    }),
    RedeployLogs: logGroup(),
  },
  outputs: {
    SecureApiUrl: {
      Description: 'Call it from the VPC: this name resolves only where the endpoint has private DNS.',
      Value: sub(`https://\${Api}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/${STAGE}/secure/greeter`),
    },
    SecureApiAliasUrl: {
      Description:
        'The same by the alias of API and endpoint: resolves everywhere, reachable from the network only.',
      Value: sub(
        `https://\${Api}-\${VpcEndpointId}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/${STAGE}/secure/greeter`,
      ),
    },
    RestApiId: { Description: 'Id of the private API', Value: ref('Api') },
    DeploymentId: {
      Description: 'The snapshot that the stage serves',
      Value: att('Redeploy', 'DeploymentId'),
    },
  },
})
