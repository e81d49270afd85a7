import { type Bodies, type Dynamic, policy, scope, trust } from '../kit/index.ts'
import { logGroup, logging } from './logging.ts'

const { declared, ref, att, sub } = scope({
  conditions: () => logging.conditions,
  resources: {
    RejectedTraffic: 'AWS::EC2::FlowLog',
    RejectedTrafficLogs: 'AWS::Logs::LogGroup',
    RejectedTrafficRole: 'AWS::IAM::Role',
  },
})

/** A flow log of what security groups and NACLs of the VPC refused. */
const bodies = (
  vpcId: Dynamic<'AWS::EC2::VPC'>,
): Bodies<typeof declared.resources, never, keyof typeof declared.conditions> => ({
  RejectedTraffic: {
    Properties: {
      ResourceType: 'VPC',
      ResourceId: vpcId,
      TrafficType: 'REJECT',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: ref('RejectedTrafficLogs'),
      DeliverLogsPermissionArn: att('RejectedTrafficRole', 'Arn'),
    },
  },
  RejectedTrafficLogs: logGroup(),
  RejectedTrafficRole: {
    Properties: {
      AssumeRolePolicyDocument: trust('vpc-flow-logs.amazonaws.com', {
        StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
        ArnLike: {
          'aws:SourceArn': sub('arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc-flow-log/*'),
        },
      }),
      Policies: [
        {
          PolicyName: 'deliver',
          PolicyDocument: policy({
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            Resource: att('RejectedTrafficLogs', 'Arn'),
          }),
        },
      ],
    },
  },
})

export const rejectedTraffic = {
  ...declared,
  bodies,
  outputs: {
    RejectedTrafficLogGroup: {
      Description: 'Log group of the traffic that security groups and NACLs refused',
      Value: ref('RejectedTrafficLogs'),
    },
  },
} as const
