import type { StackEvent } from '@aws-sdk/client-cloudformation'
import { type Event, toEvent } from '../../../scripts/delivery/events/event.ts'

/** When the stories here begin. */
export const START = Date.UTC(2026, 10, 29, 9, 0, 0)
const ROOT = 'secure-private-api'
const idOf = (path: readonly string[]) =>
  `arn:aws:cloudformation:us-east-1:111122223333:stack/${[ROOT, ...path].join('-')}/1`

export type Line = readonly [
  seconds: number,
  where: string,
  status: string,
  reason?: string | undefined,
  more?: Partial<StackEvent>,
]

const TYPES: Readonly<Record<string, string>> = {
  Api: 'AWS::ApiGateway::RestApi',
  ApiEndpoint: 'AWS::EC2::VPCEndpoint',
  Deployment: 'AWS::ApiGateway::Deployment',
  Greeter: 'AWS::Lambda::Function',
  GreeterLogs: 'AWS::Logs::LogGroup',
  GreeterSecurityGroup: 'AWS::EC2::SecurityGroup',
  ProbeResult: 'AWS::CloudFormation::CustomResource',
  Vpc: 'AWS::EC2::VPC',
}

/**
 * Events as the service sends them, from lines such as `[12, 'SecurePrivateApi/Api', 'CREATE_FAILED', 'why']`; what
 * ends in a slash is the event of a stack about itself, `/` that of the root.
 */
export const story = (...lines: readonly Line[]): Event[] => lines.map(toOne)

function toOne([seconds, where, status, reason, more]: Line): Event {
  const isOwn = where.endsWith('/')
  const parts = where.split('/').filter((part) => part !== '')
  const path = isOwn ? parts : parts.slice(0, -1)
  const logicalId = isOwn ? [ROOT, ...path].join('-') : (parts.at(-1) ?? '')
  const type = isOwn ? 'AWS::CloudFormation::Stack' : (TYPES[logicalId] ?? 'AWS::CloudFormation::Stack')
  const physical = isOwn ? idOf(path) : type === 'AWS::CloudFormation::Stack' ? idOf(parts) : `${logicalId}-1`
  const sent: StackEvent = {
    StackId: idOf(path),
    StackName: [ROOT, ...path].join('-'),
    EventId: `${where}-${status}-${seconds}`,
    Timestamp: new Date(START + seconds * 1000),
    LogicalResourceId: logicalId,
    PhysicalResourceId: physical,
    ResourceType: type,
    ResourceStatus: status as NonNullable<StackEvent['ResourceStatus']>,
    ResourceStatusReason: reason,
    ...more,
  }
  return toEvent(sent, path)
}
