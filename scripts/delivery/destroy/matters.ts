/** Resource types whose deletion ends a cost, or loses data. */
const MATTERS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'holds data: its items',
  'AWS::EC2::EIP': 'costs by the hour',
  'AWS::EC2::Instance': 'costs by the hour; holds data: its disk',
  'AWS::EC2::NatGateway': 'costs by the hour',
  'AWS::EC2::Volume': 'costs by the hour; holds data',
  'AWS::EC2::VPCEndpoint': 'costs by the hour and zone',
  'AWS::KMS::Key': 'what it encrypted can no longer be read',
  'AWS::Logs::LogGroup': 'holds data: its log events',
  'AWS::RDS::DBInstance': 'costs by the hour; holds data',
  'AWS::Route53Resolver::ResolverEndpoint': 'costs by the hour and address',
  'AWS::S3::Bucket': 'holds data: its objects',
}

/** Why somebody should look twice at a resource of this type. */
export const mattersOf = (type: string): string | undefined => MATTERS[type]
