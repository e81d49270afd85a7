import { addResource, insert, remove, replace, within } from '../edit.ts'
import type { Harmless } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (name: string, old: string, now: string) => within(name, replace(old, now))

/** Names, logs, sizes and what a deployment waits for. */
export const harmlessOther: readonly Harmless[] = [
  { id: 'the API has another description', file, edit: swap('Api', 'only through the VPC endpoint', 'ask') },
  { id: 'the API has another name', file, edit: swap('Api', 'Name: !Ref AWS::StackName', 'Name: greeter') },
  {
    id: 'the API is kept when the stack goes',
    file,
    edit: swap('Api', 'DeletionPolicy: Delete', 'DeletionPolicy: Retain'),
  },
  { id: 'logs are kept for longer', file, edit: swap('LogRetentionDays', 'Default: 7', 'Default: 365') },
  { id: 'the greeter has more memory', file, edit: swap('Greeter', 'MemorySize: 128', 'MemorySize: 512') },
  { id: 'the greeter has less time', file, edit: swap('Greeter', 'Timeout: 10', 'Timeout: 3') },
  { id: 'the greeter runs on another processor', file, edit: swap('Greeter', '- arm64', '- x86_64') },
  {
    id: 'fewer requests a second are let through',
    file,
    edit: swap('ThrottlingRateLimit', 'Default: 10', 'Default: 5'),
  },
  {
    id: 'the stage logs errors only',
    file,
    edit: swap('Stage', 'LoggingLevel: INFO', 'LoggingLevel: ERROR'),
  },
  {
    id: 'the stage traces nothing',
    file,
    edit: swap('Stage', 'TracingEnabled: true', 'TracingEnabled: false'),
  },
  { id: 'the access log has a field less', file, edit: swap('Stage', '"time":"$context.requestTime",', '') },
  {
    id: 'the requests are not validated',
    file,
    edit: swap('RequestValidator', 'ValidateRequestBody: true', 'ValidateRequestBody: false'),
  },
  {
    id: 'the custom resource does not wait for the method by itself',
    file,
    edit: within('Redeploy', remove('    DependsOn: GetGreeter\n')),
    because: 'it waits for the Deployment, which does',
  },
  {
    id: 'the custom resource waits in a list',
    file,
    edit: swap('Redeploy', 'DependsOn: GetGreeter', 'DependsOn: [GetGreeter]'),
  },
  {
    id: 'the custom resource has its parameters as one text',
    file,
    edit: swap(
      'Redeploy',
      `        - !Ref VpcEndpointId
        - !Ref VpcCidr
        - !Ref CorporateCidr
        - !Ref Authorization
`,
      '        - !Sub ${VpcEndpointId} ${VpcCidr} ${CorporateCidr} ${Authorization}\n',
    ),
  },
  {
    id: 'the Deployment waits for something else as well',
    file,
    edit: within('Deployment18bf8faa79', insert('      - GetGreeter\n', '      - RequestValidator\n')),
  },
  {
    id: 'an unrelated log group is there',
    file,
    edit: addResource(`  OtherLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 7
`),
  },
  {
    id: 'an unrelated alarm is there',
    file,
    edit: addResource(`  Refusals:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ApiGateway
      MetricName: 4XXError
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 10
      ComparisonOperator: GreaterThanThreshold
`),
  },
  {
    id: 'refusals have another body',
    file,
    edit: addResource(`  Refusal:
    Type: AWS::ApiGateway::GatewayResponse
    Properties:
      RestApiId: !Ref Api
      ResponseType: ACCESS_DENIED
      ResponseTemplates:
        application/json: '{"message": "no"}'
`),
  },
  {
    id: 'the probe has more time',
    file: 'api-consumer.yaml',
    edit: swap('ProbeFunction', 'Timeout: 300', 'Timeout: 600'),
  },
  {
    id: 'the public greeter has more memory',
    file: 'unsecure-public-api.yaml',
    edit: swap('Greeter', 'MemorySize: 128', 'MemorySize: 256'),
  },
]
