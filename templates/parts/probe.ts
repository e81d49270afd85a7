import {
  type Bodies,
  type Dynamic,
  equals,
  parameter,
  type ResourceTypes,
  type Statement,
  scope,
  type Text,
} from '../kit/index.ts'
import { functionParameters, functionRole, networkInterfaceStatements, nodeFunction } from './function.ts'
import { logGroup, logging } from './logging.ts'

const { declared, ref, att } = scope({
  parameters: {
    Probe: parameter.choice(
      ['on', 'off'],
      'on: the stack succeeds only if a caller inside the VPC is greeted and one outside is refused.',
    ),
    ...functionParameters,
    ...logging.parameters,
  },
  conditions: ({ ref }) => ({ ...logging.conditions, ProbeOn: equals(ref('Probe'), 'on') }),
  resources: {
    ProbeResult: 'AWS::CloudFormation::CustomResource',
    ProbeFunction: 'AWS::Lambda::Function',
    ProbeRole: 'AWS::IAM::Role',
    ProbeLogs: 'AWS::Logs::LogGroup',
    InsideCaller: 'AWS::Lambda::Function',
    InsideCallerRole: 'AWS::IAM::Role',
    InsideCallerSecurityGroup: 'AWS::EC2::SecurityGroup',
    InsideCallerLogs: 'AWS::Logs::LogGroup',
  },
})

const on = { Condition: 'ProbeOn' } as const

/** Two callers of the private API, one outside the VPC and one inside, and the comparison of what they got. */
const bodies = (call: {
  url: Text
  signed: 'true' | 'false'
  /** A new value makes the probe run again. */
  deploymentId: Text
  vpcId: Dynamic<'AWS::EC2::VPC'>
  vpcCidr: Text
  subnetIds: NonNullable<
    NonNullable<ResourceTypes['AWS::Lambda::Function']['Properties']['VpcConfig']>['SubnetIds']
  >
  egress: NonNullable<ResourceTypes['AWS::EC2::SecurityGroup']['Properties']['SecurityGroupEgress']>
  invokeStatement: Statement
}): Bodies<typeof declared.resources, keyof typeof declared.resources, keyof typeof declared.conditions> => ({
  ProbeResult: {
    ...on,
    Properties: {
      ServiceToken: att('ProbeFunction', 'Arn'),
      ServiceTimeout: 600,
      Url: call.url,
      VpcCidr: call.vpcCidr,
      Signed: call.signed,
      InsideCaller: ref('InsideCaller'),
      DeploymentId: call.deploymentId,
    },
  },
  // Outside the VPC: it is the caller that must be refused, and the one that can answer CloudFormation.
  ProbeFunction: {
    ...on,
    ...nodeFunction('probe', {
      description: 'Calls the private API from outside the VPC, has it called from inside, and compares',
      role: att('ProbeRole', 'Arn'),
      logs: ref('ProbeLogs'),
      timeout: 300,
    }),
  },
  ProbeRole: {
    ...on,
    ...functionRole(att('ProbeLogs', 'Arn'), {
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: att('InsideCaller', 'Arn'),
    }),
  },
  ProbeLogs: { ...on, ...logGroup() },
  InsideCaller: {
    ...on,
    ...nodeFunction('inside-caller', {
      description: 'Calls the private API from inside the VPC',
      role: att('InsideCallerRole', 'Arn'),
      logs: ref('InsideCallerLogs'),
      timeout: 30,
      vpc: {
        SecurityGroupIds: [att('InsideCallerSecurityGroup', 'GroupId')],
        SubnetIds: call.subnetIds,
      },
    }),
  },
  InsideCallerRole: {
    ...on,
    ...functionRole(att('InsideCallerLogs', 'Arn'), ...networkInterfaceStatements, call.invokeStatement),
  },
  InsideCallerSecurityGroup: {
    ...on,
    Properties: {
      GroupDescription: 'The probe inside the VPC: nothing in, HTTPS and DNS out',
      VpcId: call.vpcId,
      SecurityGroupEgress: call.egress,
    },
  },
  InsideCallerLogs: { ...on, ...logGroup() },
})

export const probe = {
  ...declared,
  bodies,
  outputs: {
    InsideVpc: {
      Description: 'What the caller inside the VPC got',
      Condition: 'ProbeOn',
      Value: att('ProbeResult', 'InsideVpc'),
    },
    OutsideVpc: {
      Description: 'What the caller outside the VPC got',
      Condition: 'ProbeOn',
      Value: att('ProbeResult', 'OutsideVpc'),
    },
  },
} as const
