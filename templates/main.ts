import { apiConsumer } from './api-consumer.ts'
import { and, equals, not, parameter, scope, template } from './kit/index.ts'
import { apiGatewayAccount } from './parts/api-gateway-account.ts'
import { securePrivateApi } from './secure-private-api.ts'
import { securePrivateApiVpc } from './secure-private-api-vpc.ts'
import { unsecurePublicApi } from './unsecure-public-api.ts'

const {
  Project,
  VpcCidr,
  AvailabilityZoneA,
  AvailabilityZoneB,
  InternetAccess,
  CorporateCidr,
  ResolverHost,
} = securePrivateApiVpc.parameters
const { LogRetentionDays, LogKmsKeyArn } = securePrivateApiVpc.parameters
const { Authorization, GreeterPlacement, LogLevel, ThrottlingRateLimit, ThrottlingBurstLimit } =
  securePrivateApi.parameters
const subnets = 'subnet-[0-9a-f]{8,17}'

const names = scope({
  parameters: {
    Project,
    TemplateBucketName: parameter.text({
      Description: 'Bucket, in the region of this stack, that holds the four nested templates.',
      AllowedPattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
      ConstraintDescription: 'the name of an S3 bucket',
    }),
    TemplateKeyPrefix: parameter.text({
      Description: 'What their keys begin with: nothing, or a text that ends in a slash.',
      Default: '',
      AllowedPattern: "^$|^[A-Za-z0-9!_.*'()/-]+/$",
      ConstraintDescription: 'a key prefix that ends in a slash, or nothing',
    }),
    PublicApi: parameter.choice(['include', 'leave-out'], 'The public API of the story: anyone can call it.'),
    Consumer: parameter.choice(['include', 'leave-out'], 'The consumer in the VPC, and the probe with it.'),
    Probe: apiConsumer.parameters.Probe,
    VpcCidr,
    AvailabilityZoneA,
    AvailabilityZoneB,
    InternetAccess,
    CorporateCidr,
    ResolverHost,
    ExistingVpcEndpointId: parameter.id('AWS::EC2::VPCEndpoint', {
      Description: 'An execute-api endpoint you have; nothing to make a VPC with one.',
      Default: '',
    }),
    ExistingVpcId: parameter.id('AWS::EC2::VPC', { Description: 'The VPC of that endpoint.', Default: '' }),
    ExistingVpcCidr: parameter.cidr(16, 28, { Description: 'The addresses of that VPC.', Default: '' }),
    ExistingIsolatedSubnetIds: parameter.text({
      Description: 'Subnets of that VPC without a way out, with a comma between them.',
      Default: '',
      AllowedPattern: `^$|^${subnets}(,${subnets})*$`,
      ConstraintDescription: 'subnet ids with a comma between them, or nothing',
    }),
    ExistingSystemsManager: parameter.choice(
      ['interface-endpoints', 'existing'],
      'existing: that VPC has a way to Systems Manager. interface-endpoints: make the two that it takes.',
    ),
    Authorization,
    GreeterPlacement,
    ThrottlingRateLimit,
    ThrottlingBurstLimit,
    LogLevel,
    LogRetentionDays,
    LogKmsKeyArn,
    ...apiGatewayAccount.parameters,
  },
  conditions: ({ ref }) => {
    const ownVpc = equals(ref('ExistingVpcEndpointId'), '')
    const consumer = equals(ref('Consumer'), 'include')
    const signed = equals(ref('Authorization'), 'AWS_IAM')
    return {
      ...apiGatewayAccount.conditions,
      PublicApiIncluded: equals(ref('PublicApi'), 'include'),
      OwnVpc: ownVpc,
      OwnPublicSubnets: and(ownVpc, equals(ref('InternetAccess'), 'public-subnets')),
      OwnResolver: and(ownVpc, not(equals(ref('CorporateCidr'), ''))),
      ConsumerIncluded: consumer,
      ConsumerUnsigned: and(consumer, not(signed)),
      ConsumerSigned: and(consumer, signed),
      ProbeOn: and(consumer, equals(ref('Probe'), 'on')),
    }
  },
  resources: apiGatewayAccount.resources,
  children: {
    UnsecurePublicApi: unsecurePublicApi,
    SecurePrivateApiVpc: securePrivateApiVpc,
    SecurePrivateApi: securePrivateApi,
    ApiConsumer: apiConsumer,
  },
})
const { ref, when, output, after } = names

const vpcId = when('OwnVpc', output('SecurePrivateApiVpc', 'VpcId'), ref('ExistingVpcId'))
const vpcCidr = when('OwnVpc', output('SecurePrivateApiVpc', 'VpcCidr'), ref('ExistingVpcCidr'))
const vpcEndpointId = when(
  'OwnVpc',
  output('SecurePrivateApiVpc', 'VpcEndpointId'),
  ref('ExistingVpcEndpointId'),
)
const isolatedSubnetIds = when(
  'OwnVpc',
  output('SecurePrivateApiVpc', 'IsolatedSubnetIds'),
  ref('ExistingIsolatedSubnetIds'),
)

const common = {
  Project: ref('Project'),
  LogRetentionDays: ref('LogRetentionDays'),
  LogKmsKeyArn: ref('LogKmsKeyArn'),
}
const api = {
  ...common,
  LogLevel: ref('LogLevel'),
  ThrottlingRateLimit: ref('ThrottlingRateLimit'),
  ThrottlingBurstLimit: ref('ThrottlingBurstLimit'),
  // Made once, here: both APIs wait for it.
  ApiGatewayLogRole: after('CreateApiGatewayLogRole', 'ApiGatewayAccount', 'existing'),
}

/** What an endpoint of the user's own must come with. */
const needed = (['ExistingVpcId', 'ExistingVpcCidr', 'ExistingIsolatedSubnetIds'] as const).map((name) => ({
  Assert: not(equals(ref(name), '')),
  AssertDescription: `ExistingVpcEndpointId needs ${name}`,
}))

/** All of it: the story's four stacks, wired. */
export const main = template(names, {
  name: 'main',
  description:
    'A private API on Amazon API Gateway, the network it is called from, a consumer that can call it, and the public API that it is the answer to.',
  groups: {
    'Where the nested templates are': ['TemplateBucketName', 'TemplateKeyPrefix'],
    'What to deploy': ['PublicApi', 'Consumer', 'Probe'],
    Network: ['VpcCidr', 'AvailabilityZoneA', 'AvailabilityZoneB', 'InternetAccess'],
    'Corporate network': ['CorporateCidr', 'ResolverHost'],
    'An endpoint you have, instead of a new VPC': [
      'ExistingVpcEndpointId',
      'ExistingVpcId',
      'ExistingVpcCidr',
      'ExistingIsolatedSubnetIds',
      'ExistingSystemsManager',
    ],
    'The private API': ['Authorization', 'GreeterPlacement'],
    'Both APIs': ['ThrottlingRateLimit', 'ThrottlingBurstLimit', 'LogLevel'],
    Logs: ['LogRetentionDays', 'LogKmsKeyArn', 'ApiGatewayLogRole'],
    Tags: ['Project'],
  },
  rules: {
    ExistingEndpointIsComplete: {
      RuleCondition: not(equals(ref('ExistingVpcEndpointId'), '')),
      Assertions: needed,
    },
  },
  resources: apiGatewayAccount.bodies,
  children: {
    UnsecurePublicApi: { Condition: 'PublicApiIncluded', parameters: api },
    SecurePrivateApiVpc: {
      Condition: 'OwnVpc',
      parameters: {
        ...common,
        VpcCidr: ref('VpcCidr'),
        AvailabilityZoneA: ref('AvailabilityZoneA'),
        AvailabilityZoneB: ref('AvailabilityZoneB'),
        InternetAccess: ref('InternetAccess'),
        CorporateCidr: ref('CorporateCidr'),
        ResolverHost: ref('ResolverHost'),
      },
    },
    SecurePrivateApi: {
      parameters: {
        ...api,
        VpcEndpointId: vpcEndpointId,
        VpcId: vpcId,
        IsolatedSubnetIds: isolatedSubnetIds,
        VpcCidr: vpcCidr,
        CorporateCidr: ref('CorporateCidr'),
        Authorization: ref('Authorization'),
        GreeterPlacement: ref('GreeterPlacement'),
      },
    },
    ApiConsumer: {
      Condition: 'ConsumerIncluded',
      parameters: {
        ...common,
        LogLevel: ref('LogLevel'),
        SecureApiUrl: output('SecurePrivateApi', 'SecureApiUrl'),
        RestApiId: output('SecurePrivateApi', 'RestApiId'),
        DeploymentId: output('SecurePrivateApi', 'DeploymentId'),
        Authorization: ref('Authorization'),
        VpcId: vpcId,
        VpcCidr: vpcCidr,
        IsolatedSubnetIds: isolatedSubnetIds,
        PublicSubnetId: when('OwnPublicSubnets', output('SecurePrivateApiVpc', 'PublicSubnetId'), ''),
        SystemsManagerAccess: when('OwnVpc', 'interface-endpoints', ref('ExistingSystemsManager')),
        Probe: ref('Probe'),
      },
    },
  },
  outputs: {
    ApiUrl: {
      Description: 'The public API: anyone can call this.',
      Condition: 'PublicApiIncluded',
      Value: output('UnsecurePublicApi', 'ApiUrl'),
    },
    SecureApiUrl: {
      Description: 'The private API: call it from the VPC.',
      Value: output('SecurePrivateApi', 'SecureApiUrl'),
    },
    SecureApiAliasUrl: {
      Description:
        'The same by the alias of API and endpoint: resolves everywhere, reachable from the network only.',
      Value: output('SecurePrivateApi', 'SecureApiAliasUrl'),
    },
    RestApiId: {
      Description: 'Id of the private API',
      Value: output('SecurePrivateApi', 'RestApiId'),
    },
    VpcEndpointId: { Description: 'The endpoint it is called through', Value: vpcEndpointId },
    ResolverAddresses: {
      Description: 'The corporate DNS forwards execute-api.<region>.amazonaws.com to these addresses',
      Condition: 'OwnResolver',
      Value: output('SecurePrivateApiVpc', 'ResolverAddresses'),
    },
    ConsumerConsole: {
      Description: 'The instance in the console: Connect, then Session Manager',
      Condition: 'ConsumerIncluded',
      Value: output('ApiConsumer', 'ConsumerConsole'),
    },
    ConsumerPrivateIp: {
      Description: 'Address of the consumer',
      Condition: 'ConsumerIncluded',
      Value: output('ApiConsumer', 'ConsumerPrivateIp'),
    },
    StartSession: {
      Description: 'A shell on the consumer',
      Condition: 'ConsumerIncluded',
      Value: output('ApiConsumer', 'StartSession'),
    },
    Curl: {
      Description: 'What to type there',
      Condition: 'ConsumerUnsigned',
      Value: output('ApiConsumer', 'Curl'),
    },
    SignedCurl: {
      Description: 'What to type there: the call signed as the role of the instance',
      Condition: 'ConsumerSigned',
      Value: output('ApiConsumer', 'SignedCurl'),
    },
    InsideVpc: {
      Description: 'What the caller inside the VPC got',
      Condition: 'ProbeOn',
      Value: output('ApiConsumer', 'InsideVpc'),
    },
    OutsideVpc: {
      Description: 'What the caller outside the VPC got',
      Condition: 'ProbeOn',
      Value: output('ApiConsumer', 'OutsideVpc'),
    },
  },
})
