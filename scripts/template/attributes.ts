import { ID_PREFIXES } from './id-prefixes.ts'
import { openList } from './open-list.ts'
import type { Scope } from './scope.ts'
import type { SymbolKind } from './symbols.ts'
import type { Declaration } from './template.ts'
import { type Place, text, unknown, type Value } from './value.ts'

/** Types whose Ref is the name in a property, where the template gives one. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::DomainName': 'DomainName',
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SSM::Parameter': 'Name',
}

/** Attributes that are what Ref gives. */
const SAME_AS_REF = new Set([
  'AWS::ApiGateway::Deployment.DeploymentId',
  'AWS::ApiGateway::Resource.ResourceId',
  'AWS::ApiGateway::RestApi.RestApiId',
  'AWS::EC2::Instance.InstanceId',
  'AWS::EC2::InternetGateway.InternetGatewayId',
  'AWS::EC2::NetworkAcl.Id',
  'AWS::EC2::RouteTable.RouteTableId',
  'AWS::EC2::SecurityGroup.GroupId',
  'AWS::EC2::SecurityGroup.Id',
  'AWS::EC2::Subnet.SubnetId',
  'AWS::EC2::VPC.VpcId',
  'AWS::EC2::VPCEndpoint.Id',
])

/** Attributes that are the property of that name, where the template gives one. */
const SAME_AS_PROPERTY = new Set([
  'AWS::EC2::SecurityGroup.VpcId',
  'AWS::EC2::Subnet.AvailabilityZone',
  'AWS::EC2::Subnet.CidrBlock',
  'AWS::EC2::Subnet.VpcId',
  'AWS::EC2::VPC.CidrBlock',
])

/** Attributes that are lists, with what their items begin with. */
const LISTS: Readonly<Record<string, string>> = {
  'AWS::EC2::Subnet.Ipv6CidrBlocks': '',
  'AWS::EC2::VPC.CidrBlockAssociations': '',
  'AWS::EC2::VPC.Ipv6CidrBlocks': '',
  'AWS::EC2::VPCEndpoint.DnsEntries': '',
  'AWS::EC2::VPCEndpoint.NetworkInterfaceIds': 'eni-',
}

/** What Ref gives for a resource (resource reference, "Return values"). */
export function refText(declaration: Declaration, at: Place, scope: Scope): Value {
  const { logicalId, type } = declaration
  const nameProperty = NAME_PROPERTY[type]
  const name = nameProperty ? scope.property(logicalId, nameProperty, at) : undefined
  if (name?.kind === 'text') return { ...name, at }
  if (name) return name.kind === 'unknown' ? name : unknown(name.at, `${nameProperty}, which is no text`)
  const { names } = scope.evaluation
  const address = `${scope.stack.prefix}${logicalId}`
  // What a custom resource calls itself need not be new.
  const isCustom = type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::')
  const what: SymbolKind = isCustom ? { kind: 'attribute', type, attribute: 'Ref' } : { kind: 'id', type }
  return text(at, names.of({ name: address, what, at: declaration.at }, ID_PREFIXES[type]))
}

/** What Fn::GetAtt gives for a resource that is no nested stack's output. */
export function attribute(declaration: Declaration, name: string, at: Place, scope: Scope): Value {
  const { logicalId, type } = declaration
  const key = `${type}.${name}`
  if (SAME_AS_REF.has(key)) return refText(declaration, at, scope)
  const property = SAME_AS_PROPERTY.has(key) ? scope.property(logicalId, name, at) : undefined
  if (property?.kind === 'text' || property?.kind === 'unknown') return property
  if (name === 'Arn') {
    const arn = arnOf(declaration, at, scope)
    if (arn) return arn
  }
  const { names } = scope.evaluation
  const what = { kind: 'attribute', type, attribute: name } as const
  const full = `${scope.stack.prefix}${logicalId}.${name}`
  const of = names.of({ name: full, what, at: declaration.at }, ID_PREFIXES[key])
  const prefix = LISTS[key]
  return prefix === undefined ? text(at, of) : openList(at, { name: full, prefix, item: what, joined: of })
}

/** ARNs made of the name (Service Authorization Reference, "Resource types"). */
function arnOf(declaration: Declaration, at: Place, scope: Scope): Value | undefined {
  const name = refText(declaration, at, scope)
  if (name.kind !== 'text') return name
  const path = () => {
    const written = scope.property(declaration.logicalId, 'Path', at)
    return written?.kind === 'text' ? written.text : '/'
  }
  const [partition, region, account] = ['Partition', 'Region', 'AccountId'].map((each) =>
    scope.pseudo(`AWS::${each}`),
  )
  const arn = (service: string, rest: string, here = `${region}:${account}`) =>
    text(at, `arn:${partition}:${service}:${here}:${rest}`)
  switch (declaration.type) {
    case 'AWS::DynamoDB::Table':
      return arn('dynamodb', `table/${name.text}`)
    case 'AWS::IAM::InstanceProfile':
      return arn('iam', `instance-profile${path()}${name.text}`, `:${account}`)
    case 'AWS::IAM::Role':
      return arn('iam', `role${path()}${name.text}`, `:${account}`)
    case 'AWS::IAM::User':
      return arn('iam', `user${path()}${name.text}`, `:${account}`)
    case 'AWS::Lambda::Function':
      return arn('lambda', `function:${name.text}`)
    case 'AWS::Logs::LogGroup':
      return arn('logs', `log-group:${name.text}:*`)
    case 'AWS::S3::Bucket':
      return arn('s3', name.text, ':')
    default:
      return undefined
  }
}
