import { api, attribute, denials, policy, ref, resource, statement, sub } from './api.ts'

/** What a synthetic template has beside the private API that each has. */
export interface Parts {
  /** The last parts of the paths that are served. */
  readonly routes?: readonly string[]
  /** Further statements of the resource policy. */
  readonly statements?: readonly object[]
  /** From where one may call; together they are the VPC, or not all theorems hold. */
  readonly blocks?: readonly string[]
  /** Further resources, by logical id. */
  readonly resources?: Readonly<Record<string, object>>
}

export const VPC_BLOCK = '10.0.0.0/16'

/**
 * The greeter's stack, its network and its consumer as one template without parameters: one world, in which every
 * theorem holds, so that nothing ends early.
 */
export function template({ routes = ['greeter'], statements = [], blocks = [VPC_BLOCK], resources }: Parts) {
  return JSON.stringify(
    {
      Resources: {
        ...network(blocks),
        ...workload('Consumer', ref('SubnetA')),
        ...api('Api', routes, [...statements, ...denials(blocks)]),
        ...role,
        ...resources,
      },
    },
    null,
    1,
  )
}

/** A host that may call: an instance with a security group of its own. */
export const workload = (id: string, subnet: object) => ({
  [id]: resource('AWS::EC2::Instance', {
    NetworkInterfaces: [
      { DeviceIndex: '0', SubnetId: subnet, GroupSet: [attribute(`${id}Group`, 'GroupId')] },
    ],
  }),
  [`${id}Group`]: resource('AWS::EC2::SecurityGroup', {
    GroupDescription: 'HTTPS to the endpoint',
    VpcId: ref('Vpc'),
    SecurityGroupEgress: [https(VPC_BLOCK)],
  }),
})

export const subnet = (id: string, block: string) => ({
  [id]: resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: block }),
})

const https = (block: string) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: block })

const network = (blocks: readonly string[]) => ({
  Vpc: resource('AWS::EC2::VPC', {
    CidrBlock: VPC_BLOCK,
    EnableDnsSupport: true,
    EnableDnsHostnames: true,
  }),
  ...subnet('SubnetA', '10.0.0.0/24'),
  ...subnet('SubnetB', '10.0.1.0/24'),
  Endpoint: resource('AWS::EC2::VPCEndpoint', {
    VpcId: ref('Vpc'),
    VpcEndpointType: 'Interface',
    ServiceName: sub('com.amazonaws.${AWS::Region}.execute-api'),
    PrivateDnsEnabled: true,
    SubnetIds: [ref('SubnetA'), ref('SubnetB')],
    SecurityGroupIds: [attribute('EndpointGroup', 'GroupId')],
    PolicyDocument: policy(
      statement('Allow', {
        Resource: sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*'),
      }),
    ),
  }),
  EndpointGroup: resource('AWS::EC2::SecurityGroup', {
    GroupDescription: 'HTTPS from the VPC',
    VpcId: ref('Vpc'),
    SecurityGroupIngress: blocks.map(https),
    SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }],
  }),
})

const role = {
  GreeterRole: resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  }),
}
