import type { Relevant } from '../template/relevance.ts'

/** Services and types of which no theorem asks anything that depends on a condition. */
const TYPES =
  /^AWS::(?:Logs|IAM|KMS|CloudWatch|SNS|SQS|SSM|S3|CDK)::|^AWS::(?:ApiGateway::(?:Account|RequestValidator|Model|GatewayResponse)|EC2::FlowLog|EC2::EIP|CloudFormation::(?:WaitConditionHandle|CustomResource))$|^Custom::/

/** Properties that say nothing about who may call. */
const PROPERTIES = new Set([
  'AccessLogSetting',
  'Architectures',
  'AvailabilityZone',
  'BlockDeviceMappings',
  'Code',
  'Description',
  'Environment',
  'ImageId',
  'InstanceType',
  'LoggingConfig',
  'MethodSettings',
  'Name',
  'Role',
  'Tags',
  'UserData',
])

/** Whether a condition matters that a resource of this type, or this property of it, depends on. */
export function relevant(type: string, property: string): ReturnType<Relevant> {
  // Which gates there are depends on the word itself.
  if (type === 'AWS::ApiGateway::Method' && property === 'AuthorizationType') return 'by-value'
  return !TYPES.test(type) && !PROPERTIES.has(property)
}
