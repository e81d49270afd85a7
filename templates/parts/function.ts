import {
  type Dynamic,
  type Handler,
  handlerCode,
  parameter,
  policy,
  type ResourceTypes,
  type Statement,
  scope,
  trust,
} from '../kit/index.ts'

const { declared, ref, sub } = scope({
  parameters: {
    LogLevel: parameter.choice(['INFO', 'DEBUG'], 'How much the functions log (their LOG_LEVEL).'),
  },
})
export const functionParameters = declared.parameters

type FunctionProperties = ResourceTypes['AWS::Lambda::Function']['Properties']

/** A Node.js function with its code inline. */
export const nodeFunction = (
  code: Handler,
  options: {
    description: string
    role: Dynamic<'AWS::IAM::Role.Arn'>
    logs: Dynamic<'AWS::Logs::LogGroup'>
    timeout: number
    vpc?: NonNullable<FunctionProperties['VpcConfig']>
  },
) => ({
  Properties: {
    Description: options.description,
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    Code: { ZipFile: handlerCode(code) },
    Role: options.role,
    MemorySize: 128,
    Timeout: options.timeout,
    Environment: { Variables: { LOG_LEVEL: ref('LogLevel') } },
    LoggingConfig: {
      LogGroup: options.logs,
      LogFormat: 'JSON',
      ApplicationLogLevel: ref('LogLevel'),
      SystemLogLevel: 'INFO',
    },
    TracingConfig: { Mode: 'Active' },
    ...(options.vpc && { VpcConfig: options.vpc }),
  } satisfies FunctionProperties,
})

/** What a function may do: write its own log group and traces, and `further`. */
export const functionRole = (
  logsArn: Dynamic<'AWS::Logs::LogGroup.Arn'>,
  ...further: readonly Statement[]
) => ({
  Properties: {
    AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    Policies: [
      {
        PolicyName: 'function',
        PolicyDocument: policy(
          { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: logsArn },
          // X-Ray's write actions know no resources.
          { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
          ...further,
        ),
      },
    ],
  } satisfies ResourceTypes['AWS::IAM::Role']['Properties'],
})

/** What Lambda needs of the function's role to put the function into a VPC (Lambda developer guide, VPC). */
export const networkInterfaceStatements: readonly Statement[] = [
  {
    Effect: 'Allow',
    Action: [
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    Resource: sub('arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:*/*'),
  },
  // EC2's Describe actions know no resources.
  { Effect: 'Allow', Action: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'], Resource: '*' },
]
