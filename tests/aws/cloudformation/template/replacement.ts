/**
 * Properties whose change makes another physical resource ("Update requires: Replacement" in the resource reference);
 * `*` is any property but Tags. Types and properties that are not here are updated in place.
 */
const REPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Deployment': ['RestApiId'],
  'AWS::ApiGateway::Method': ['HttpMethod', 'ResourceId', 'RestApiId'],
  'AWS::ApiGateway::RequestValidator': ['Name', 'RestApiId'],
  'AWS::ApiGateway::Resource': ['ParentId', 'PathPart', 'RestApiId'],
  'AWS::ApiGateway::Stage': ['RestApiId', 'StageName'],
  'AWS::CloudFormation::CustomResource': ['ServiceToken'],
  'AWS::EC2::FlowLog': ['*'],
  'AWS::EC2::Instance': ['AvailabilityZone', 'ImageId', 'KeyName', 'SubnetId'],
  'AWS::EC2::Route': ['DestinationCidrBlock', 'RouteTableId'],
  'AWS::EC2::RouteTable': ['VpcId'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'GroupName', 'VpcId'],
  'AWS::EC2::Subnet': ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  'AWS::EC2::SubnetRouteTableAssociation': ['SubnetId'],
  'AWS::EC2::VPC': ['CidrBlock', 'Ipv4IpamPoolId'],
  'AWS::EC2::VPCEndpoint': ['ServiceName', 'VpcEndpointType', 'VpcId'],
  'AWS::EC2::VPCGatewayAttachment': ['VpcId'],
  'AWS::IAM::InstanceProfile': ['InstanceProfileName', 'Path'],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType'],
  'AWS::Lambda::Permission': ['*'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Route53Resolver::ResolverEndpoint': ['Direction', 'SecurityGroupIds'],
  'AWS::S3::Bucket': ['BucketName'],
}

export function replaces(type: string, property: string): boolean {
  const properties = REPLACED_BY[type] ?? []
  return properties.includes(property) || (properties.includes('*') && property !== 'Tags')
}
