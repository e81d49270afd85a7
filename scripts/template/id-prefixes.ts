/**
 * What the ids of EC2 begin with, by the type, or by the attribute that is one. Texts keep it, so that a VPC's id is seen
 * not to be an endpoint's.
 */
export const ID_PREFIXES: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'i-',
  'AWS::EC2::InternetGateway': 'igw-',
  'AWS::EC2::NetworkAcl': 'acl-',
  'AWS::EC2::RouteTable': 'rtb-',
  'AWS::EC2::SecurityGroup': 'sg-',
  'AWS::EC2::Subnet': 'subnet-',
  'AWS::EC2::VPC': 'vpc-',
  'AWS::EC2::VPC.DefaultNetworkAcl': 'acl-',
  'AWS::EC2::VPC.DefaultSecurityGroup': 'sg-',
  'AWS::EC2::VPCEndpoint': 'vpce-',
}
