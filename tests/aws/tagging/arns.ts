import type { Made } from '../cloudformation/inventory.ts'
import { textOf } from '../cloudformation/inventory.ts'
import type { Place } from '../service.ts'

/** What stands after `ec2:region:account:` in ARNs (Service Authorization Reference, "Resource types"). */
const EC2: Readonly<Record<string, string>> = {
  'AWS::EC2::FlowLog': 'vpc-flow-log',
  'AWS::EC2::Instance': 'instance',
  'AWS::EC2::InternetGateway': 'internet-gateway',
  'AWS::EC2::RouteTable': 'route-table',
  'AWS::EC2::SecurityGroup': 'security-group',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::VPCEndpoint': 'vpc-endpoint',
}

/** The ARN under which the tagging API lists a resource; undefined for types it does not list, IAM's among them. */
export function listedArn(made: Made, { account, region }: Place): string | undefined {
  const { type, physicalId = '' } = made.resource
  const ec2 = EC2[type]
  if (ec2) return `arn:aws:ec2:${region}:${account}:${ec2}/${physicalId}`
  switch (type) {
    case 'AWS::ApiGateway::RestApi':
      return `arn:aws:apigateway:${region}::/restapis/${physicalId}`
    case 'AWS::ApiGateway::Stage':
      return `arn:aws:apigateway:${region}::/restapis/${textOf(made, 'RestApiId')}/stages/${physicalId}`
    case 'AWS::Lambda::Function':
      return `arn:aws:lambda:${region}:${account}:function:${physicalId}`
    case 'AWS::Logs::LogGroup':
      return `arn:aws:logs:${region}:${account}:log-group:${physicalId}`
    case 'AWS::Route53Resolver::ResolverEndpoint':
      return `arn:aws:route53resolver:${region}:${account}:resolver-endpoint/${physicalId}`
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${physicalId}`
    default:
      return undefined
  }
}
