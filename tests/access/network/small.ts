import { att, type Declared, join, ref } from './region.ts'

const everything = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' }
const https = (peer: Record<string, unknown>) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...peer })

/** A VPC with an endpoint and a client in subnets of their own, whose groups know each other. */
export const small: Record<string, Declared> = {
  Vpc: {
    type: 'AWS::EC2::VPC',
    properties: { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true },
  },
  ClientSubnet: { type: 'AWS::EC2::Subnet', properties: { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24' } },
  EndpointSubnet: { type: 'AWS::EC2::Subnet', properties: { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24' } },
  ClientGroup: {
    type: 'AWS::EC2::SecurityGroup',
    properties: {
      GroupDescription: 'client',
      VpcId: ref('Vpc'),
      SecurityGroupEgress: [https({ CidrIp: '10.0.0.0/16' })],
    },
  },
  EndpointGroup: {
    type: 'AWS::EC2::SecurityGroup',
    properties: {
      GroupDescription: 'endpoint',
      VpcId: ref('Vpc'),
      SecurityGroupIngress: [https({ SourceSecurityGroupId: att('ClientGroup', 'GroupId') })],
      SecurityGroupEgress: [{ ...everything, CidrIp: '127.0.0.1/32' }],
    },
  },
  Endpoint: {
    type: 'AWS::EC2::VPCEndpoint',
    properties: {
      VpcId: ref('Vpc'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.us-east-1.execute-api',
      SubnetIds: [ref('EndpointSubnet')],
      SecurityGroupIds: [att('EndpointGroup', 'GroupId')],
      PrivateDnsEnabled: true,
    },
  },
  Client: {
    type: 'AWS::EC2::Instance',
    properties: { SubnetId: ref('ClientSubnet'), SecurityGroupIds: [att('ClientGroup', 'GroupId')] },
  },
}

const FUNCTIONS = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/'

/** A private API with one method, behind the endpoint of `small`. */
export const api: Record<string, Declared> = {
  Api: {
    type: 'AWS::ApiGateway::RestApi',
    properties: {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: [ref('Endpoint')] },
      Policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'execute-api:Invoke',
            Resource: 'execute-api:/*',
            Condition: { StringNotEquals: { 'aws:SourceVpce': ref('Endpoint') } },
          },
        ],
      },
    },
  },
  Pets: {
    type: 'AWS::ApiGateway::Resource',
    properties: { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: 'pets' },
  },
  GetPets: {
    type: 'AWS::ApiGateway::Method',
    properties: {
      RestApiId: ref('Api'),
      ResourceId: ref('Pets'),
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: join(FUNCTIONS, att('Greeter', 'Arn'), '/invocations'),
      },
    },
  },
  Deployment: { type: 'AWS::ApiGateway::Deployment', properties: { RestApiId: ref('Api') } },
  Stage: {
    type: 'AWS::ApiGateway::Stage',
    properties: { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'prod' },
  },
  Greeter: { type: 'AWS::Lambda::Function', properties: { Handler: 'index.handler' } },
  Permission: {
    type: 'AWS::Lambda::Permission',
    properties: {
      FunctionName: att('Greeter', 'Arn'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: join('arn:aws:execute-api:us-east-1:111122223333:', ref('Api'), '/prod/GET/pets'),
    },
  },
}

/** These resources with some properties of one of them replaced; undefined takes a property away. */
export function changed(
  resources: Record<string, Declared>,
  logicalId: string,
  properties: Record<string, unknown>,
): Record<string, Declared> {
  const one = resources[logicalId]
  if (!one) throw new Error(`the test declares no ${logicalId}`)
  const merged = Object.entries({ ...one.properties, ...properties }).filter(
    ([, value]) => value !== undefined,
  )
  return { ...resources, [logicalId]: { ...one, properties: Object.fromEntries(merged) } }
}

/** These resources without one of them. */
export function without(resources: Record<string, Declared>, logicalId: string): Record<string, Declared> {
  return Object.fromEntries(Object.entries(resources).filter(([name]) => name !== logicalId))
}

/** These resources with other statements in the policy of the API; each is about every caller and every request. */
export const withPolicy = (resources: Record<string, Declared>, ...statements: Record<string, unknown>[]) =>
  changed(resources, 'Api', {
    Policy: {
      Version: '2012-10-17',
      Statement: statements.map((one) => ({
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: 'execute-api:/*',
        ...one,
      })),
    },
  })
