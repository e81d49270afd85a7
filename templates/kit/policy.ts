import type { Dynamic, DynamicList, Json, Text } from './values.ts'

type VpcId = `vpc-${string}` | Dynamic<'AWS::EC2::VPC' | 'AWS::EC2::VPC.VpcId'>
type VpcEndpointId = `vpce-${string}` | Dynamic<'AWS::EC2::VPCEndpoint' | 'AWS::EC2::VPCEndpoint.Id'>
type OneOrMore<Value> = Value | readonly Value[] | DynamicList<'text'>

/**
 * The condition keys this project uses, each with what it can be compared with. IAM reads keys without regard
 * to case, so only one spelling compiles: a misspelt `aws:sourceVpc` could not be checked. The ids admit no
 * text that CloudFormation computes: the demo this project re-implements compared `aws:SourceVpc` with an
 * endpoint's id, which denies everybody.
 */
interface ConditionKeys {
  'aws:SourceVpce'?: OneOrMore<VpcEndpointId>
  'aws:SourceVpc'?: OneOrMore<VpcId>
  'aws:VpcSourceIp'?: OneOrMore<Text>
  'aws:SourceAccount'?: Text
  'aws:SourceArn'?: Text
  'aws:PrincipalAccount'?: Text
}
type Operator = 'StringEquals' | 'StringNotEquals' | 'IpAddress' | 'NotIpAddress' | 'ArnLike'
/** An action with its service; a bare `*` does not compile. */
type Action = `${Lowercase<string>}:${string}`

export interface Statement {
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: '*' | { Service: string } | { AWS: Text } | Dynamic<'text'>
  Action: Action | readonly Action[]
  Resource?: Text | readonly Text[]
  Condition?: { [O in Operator]?: ConditionKeys }
}

/** A policy document (resource, endpoint, identity or trust policy). */
export const policy = (...statements: readonly [Statement, ...Statement[]]) =>
  ({ Version: '2012-10-17', Statement: statements }) as Json

/** A trust policy: the service may assume the role, for this account's resources only when `condition` says so. */
export const trust = (service: string, condition?: Statement['Condition']) =>
  policy({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(condition && { Condition: condition }),
  })
