import {
  and,
  equals,
  find,
  join,
  not,
  parameter,
  policy,
  scope,
  select,
  template,
  trust,
} from './kit/index.ts'
import { STAGE } from './parts/greeter-api.ts'
import { HTTPS, NO_EGRESS, VPC_CIDR } from './parts/network.ts'
import { probe } from './parts/probe.ts'
import { project } from './parts/project.ts'

const names = scope({
  parameters: {
    ...project,
    SecureApiUrl: parameter.text({
      Description: 'URL of the private API (output SecureApiUrl of secure-private-api).',
      AllowedPattern: '^https://[a-z0-9-]+\\.execute-api\\.[a-z0-9.-]+/[A-Za-z0-9._/-]+$',
      ConstraintDescription: 'an https URL of an execute-api name',
    }),
    RestApiId: parameter.text({
      Description: 'Id of the private API (output RestApiId of secure-private-api).',
      AllowedPattern: '^[a-z0-9]{10}$',
      ConstraintDescription: 'the ten letters and digits of a REST API id',
    }),
    Authorization: parameter.choice(
      ['NONE', 'AWS_IAM'],
      'As in secure-private-api. With AWS_IAM the consumer and the probe may sign their calls.',
    ),
    DeploymentId: parameter.text({
      Description: 'What the API serves (output DeploymentId); a new value makes the probe run again.',
      Default: '',
    }),
    VpcId: parameter.id('AWS::EC2::VPC', { Description: 'VPC from which the API can be called.' }),
    VpcCidr: parameter.cidr(16, 28, { ...VPC_CIDR, Description: 'Addresses of that VPC.' }),
    IsolatedSubnetIds: parameter.ids('AWS::EC2::Subnet', { Description: 'Subnets without a way out.' }),
    PublicSubnetId: parameter.id('AWS::EC2::Subnet', {
      Description:
        'A subnet with a way to the internet for the consumer; nothing to put it where there is none.',
      Default: '',
    }),
    SystemsManagerAccess: parameter.choice(
      ['interface-endpoints', 'existing'],
      'How Session Manager reaches a consumer without internet. interface-endpoints: makes the two that it takes. existing: the VPC has them.',
    ),
    InstanceType: parameter.choice(['t4g.nano', 't4g.micro', 't4g.small'], 'Type of the instance (arm64).'),
    ImageId: parameter.image({
      Description: 'Public parameter that holds the newest Amazon Linux 2023 image for arm64.',
      Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    }),
    ...probe.parameters,
  },
  conditions: ({ ref }) => ({
    ...probe.conditions,
    SignedCallers: equals(ref('Authorization'), 'AWS_IAM'),
    UnsignedCallers: not(equals(ref('Authorization'), 'AWS_IAM')),
    PublicSubnet: not(equals(ref('PublicSubnetId'), '')),
    SystemsManagerEndpoints: and(
      equals(ref('PublicSubnetId'), ''),
      equals(ref('SystemsManagerAccess'), 'interface-endpoints'),
    ),
  }),
  resources: {
    Consumer: 'AWS::EC2::Instance',
    ConsumerSecurityGroup: 'AWS::EC2::SecurityGroup',
    ConsumerRole: 'AWS::IAM::Role',
    ConsumerProfile: 'AWS::IAM::InstanceProfile',
    SsmEndpoint: 'AWS::EC2::VPCEndpoint',
    SsmMessagesEndpoint: 'AWS::EC2::VPCEndpoint',
    SystemsManagerSecurityGroup: 'AWS::EC2::SecurityGroup',
    ...probe.resources,
  },
})
const { ref, att, sub, when } = names

/** DNS and HTTPS within the VPC: what it takes to call an interface endpoint. */
const withinVpc = [
  { ...HTTPS, CidrIp: ref('VpcCidr'), Description: 'HTTPS to the endpoints' },
  { IpProtocol: 'udp', FromPort: 53, ToPort: 53, CidrIp: ref('VpcCidr'), Description: 'DNS over udp' },
  { IpProtocol: 'tcp', FromPort: 53, ToPort: 53, CidrIp: ref('VpcCidr'), Description: 'DNS over tcp' },
]

const invokeStatement = {
  Effect: 'Allow',
  Action: 'execute-api:Invoke',
  Resource: sub(
    `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${RestApiId}/${STAGE}/GET/secure/greeter`,
  ),
} as const

/** The actions of Session Manager's agent, less what it does not need to hold a session. */
const sessionActions = {
  ssm: ['ssm:UpdateInstanceInformation'],
  ssmmessages: [
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
} as const

const systemsManagerEndpoint = (service: keyof typeof sessionActions) =>
  ({
    Condition: 'SystemsManagerEndpoints',
    Properties: {
      VpcId: ref('VpcId'),
      VpcEndpointType: 'Interface',
      ServiceName: sub(`com.amazonaws.\${AWS::Region}.${service}`),
      PrivateDnsEnabled: true,
      // One zone is enough for a demo's console access, and half the price of two.
      SubnetIds: [select(0, ref('IsolatedSubnetIds'))],
      SecurityGroupIds: [att('SystemsManagerSecurityGroup', 'GroupId')],
      PolicyDocument: policy({
        Effect: 'Allow',
        Principal: '*',
        Action: sessionActions[service],
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalAccount': ref('AWS::AccountId') } },
      }),
    },
  }) as const

/** curl signs with what the instance's role gives it. */
const CREDENTIALS = 'eval "$(aws configure export-credentials --format env)"'
const SIGNED_BY =
  '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN"'

/** Somebody who may call the private API, and the probe that shows who may and who may not. */
export const apiConsumer = template(names, {
  name: 'api-consumer',
  description:
    'A consumer of the private API inside the VPC, reached by Session Manager, and a probe that calls the API from inside and outside.',
  groups: {
    'The API': ['SecureApiUrl', 'RestApiId', 'Authorization', 'DeploymentId'],
    Network: ['VpcId', 'VpcCidr', 'IsolatedSubnetIds', 'PublicSubnetId', 'SystemsManagerAccess'],
    'The consumer': ['InstanceType', 'ImageId'],
    'The probe': ['Probe', 'LogLevel'],
    Logs: ['LogRetentionDays', 'LogKmsKeyArn'],
    Tags: ['Project'],
  },
  mappings: {
    Console: {
      aws: { Domain: 'console.aws.amazon.com' },
      'aws-cn': { Domain: 'console.amazonaws.cn' },
      'aws-us-gov': { Domain: 'console.amazonaws-us-gov.com' },
    },
  },
  resources: {
    Consumer: {
      Properties: {
        ImageId: ref('ImageId'),
        InstanceType: ref('InstanceType'),
        IamInstanceProfile: ref('ConsumerProfile'),
        MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        NetworkInterfaces: [
          {
            DeviceIndex: '0',
            SubnetId: when('PublicSubnet', ref('PublicSubnetId'), select(0, ref('IsolatedSubnetIds'))),
            AssociatePublicIpAddress: when('PublicSubnet', true, false),
            GroupSet: [att('ConsumerSecurityGroup', 'GroupId')],
            DeleteOnTermination: true,
          },
        ],
        BlockDeviceMappings: [
          {
            DeviceName: '/dev/xvda',
            Ebs: { VolumeType: 'gp3', VolumeSize: 8, Encrypted: true, DeleteOnTermination: true },
          },
        ],
        PropagateTagsToVolumeOnCreation: true,
        Tags: [{ Key: 'Name', Value: join('-', [ref('AWS::StackName'), 'consumer']) }],
      },
    },
    ConsumerSecurityGroup: {
      Properties: {
        GroupDescription: 'The consumer: nothing in, HTTPS and DNS out',
        VpcId: ref('VpcId'),
        SecurityGroupEgress: [
          ...withinVpc,
          when('PublicSubnet', {
            ...HTTPS,
            CidrIp: '0.0.0.0/0',
            Description: 'HTTPS to Systems Manager over the internet',
          }),
        ],
      },
    },
    ConsumerRole: {
      Properties: {
        AssumeRolePolicyDocument: trust('ec2.amazonaws.com'),
        Policies: [
          {
            PolicyName: 'session-manager',
            PolicyDocument: policy(
              {
                Effect: 'Allow',
                Action: sessionActions.ssm,
                Resource: sub('arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/*'),
              },
              // The message channels know no resources.
              { Effect: 'Allow', Action: sessionActions.ssmmessages, Resource: '*' },
              when('SignedCallers', invokeStatement),
            ),
          },
        ],
      },
    },
    ConsumerProfile: { Properties: { Roles: [ref('ConsumerRole')] } },
    SsmEndpoint: systemsManagerEndpoint('ssm'),
    SsmMessagesEndpoint: systemsManagerEndpoint('ssmmessages'),
    SystemsManagerSecurityGroup: {
      Condition: 'SystemsManagerEndpoints',
      Properties: {
        GroupDescription: 'Systems Manager endpoints: HTTPS from the consumer',
        VpcId: ref('VpcId'),
        SecurityGroupIngress: [
          {
            ...HTTPS,
            SourceSecurityGroupId: att('ConsumerSecurityGroup', 'GroupId'),
            Description: 'HTTPS from the consumer',
          },
        ],
        SecurityGroupEgress: NO_EGRESS,
      },
    },
    ...probe.bodies({
      url: ref('SecureApiUrl'),
      signed: when('SignedCallers', 'true', 'false'),
      deploymentId: ref('DeploymentId'),
      vpcId: ref('VpcId'),
      vpcCidr: ref('VpcCidr'),
      subnetIds: ref('IsolatedSubnetIds'),
      egress: withinVpc,
      invokeStatement: when('SignedCallers', invokeStatement),
    }),
  },
  outputs: {
    ConsumerConsole: {
      Description: 'The instance in the console: Connect, then Session Manager',
      Value: sub(
        'https://${AWS::Region}.${Domain}/ec2/home?region=${AWS::Region}#InstanceDetails:instanceId=${Consumer}',
        { Domain: find('Console', ref('AWS::Partition'), 'Domain') },
      ),
    },
    ConsumerPrivateIp: { Description: 'Address of the consumer', Value: att('Consumer', 'PrivateIp') },
    StartSession: {
      Description: 'A shell on the consumer',
      Value: sub('aws ssm start-session --region ${AWS::Region} --target ${Consumer}'),
    },
    Curl: {
      Description: 'What to type there',
      Condition: 'UnsignedCallers',
      Value: sub('curl ${SecureApiUrl}'),
    },
    SignedCurl: {
      Description: 'What to type there: the call signed as the role of the instance',
      Condition: 'SignedCallers',
      Value: sub(
        `${CREDENTIALS} && curl --aws-sigv4 aws:amz:\${AWS::Region}:execute-api ${SIGNED_BY} \${SecureApiUrl}`,
      ),
    },
    ...probe.outputs,
  },
})
