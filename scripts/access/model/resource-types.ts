import type { Region, Resource } from '../../template/region.ts'
import type { Touches, Unmodelled } from './unmodelled.ts'

/** Of networks, or of APIs and who may invoke their functions. */
export type Reader = 'network' | 'api'

/** Which reader knows the type. */
const READ: Record<Reader, readonly string[]> = {
  network: [
    'AWS::EC2::Instance',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::NetworkAcl',
    'AWS::EC2::NetworkAclEntry',
    'AWS::EC2::Route',
    'AWS::EC2::RouteTable',
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::Subnet',
    'AWS::EC2::SubnetNetworkAclAssociation',
    'AWS::EC2::SubnetRouteTableAssociation',
    'AWS::EC2::VPC',
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::VPCGatewayAttachment',
    'AWS::Lambda::Function',
    'AWS::Route53Resolver::ResolverEndpoint',
  ],
  api: [
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGateway::Method',
    'AWS::ApiGateway::Resource',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    // An assumption is recorded for each: what it changes besides, no template says.
    'AWS::CloudFormation::CustomResource',
  ],
}

/** Types that change nothing about whether a request is accepted. */
const IRRELEVANT = new Set([
  // Where the account's logs go, the shape of refusals and of bodies.
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::DocumentationPart',
  'AWS::ApiGateway::DocumentationVersion',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::CDK::Metadata',
  // Its resources are in the region under addresses of their own.
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::KeyPair',
  // Routes lead to it; by itself it is the target of none.
  'AWS::EC2::NatGateway',
  'AWS::Lambda::LayerVersion',
])

/** Services that hold neither networks nor APIs. Roles matter to signed callers only, and are read with their policies. */
const IRRELEVANT_SERVICES = new Set([
  'AWS::Budgets',
  'AWS::CloudTrail',
  'AWS::CloudWatch',
  'AWS::Config',
  'AWS::DynamoDB',
  'AWS::Events',
  'AWS::IAM',
  'AWS::KMS',
  'AWS::Logs',
  'AWS::S3',
  'AWS::SNS',
  'AWS::SQS',
  'AWS::SSM',
  'AWS::SecretsManager',
  'AWS::XRay',
])

const TOUCHES: Record<string, Touches> = {
  'AWS::ApiGateway': 'api',
  'AWS::EC2': 'network',
  'AWS::ElasticLoadBalancing': 'network',
  'AWS::ElasticLoadBalancingV2': 'network',
  'AWS::Lambda': 'function',
  'AWS::NetworkFirewall': 'network',
  'AWS::RAM': 'network',
  'AWS::Route53': 'names',
  'AWS::Route53Resolver': 'names',
  'AWS::VpcLattice': 'network',
  'AWS::WAFv2': 'api',
}

/** Every resource whose type nobody reads and that is not known to be irrelevant. Each is reported by one reader. */
export function unmodelledResources({ resources }: Region, reader: Reader): Unmodelled[] {
  return resources.filter(isUnmodelled).flatMap(({ type, address, at }) => {
    const touches = TOUCHES[service(type)] ?? 'anything'
    const ours = touches === 'api' || touches === 'function' ? 'api' : 'network'
    return ours === reader ? [{ what: `${type} (${address}) is not modelled`, at, touches }] : []
  })
}

/** Whether a reader looks at resources of a type, be it to report that nobody understands them. */
export function concerns(reader: Reader, type: string): boolean {
  if (READ[reader].includes(type)) return true
  const other = reader === 'api' ? 'network' : 'api'
  if (type.startsWith('Custom::')) return reader === 'api'
  return !READ[other].includes(type) && !isIrrelevant(type)
}

const isIrrelevant = (type: string): boolean => IRRELEVANT.has(type) || IRRELEVANT_SERVICES.has(service(type))

function isUnmodelled({ type }: Resource): boolean {
  if (type.startsWith('Custom::') || isIrrelevant(type)) return false
  return !READ.network.includes(type) && !READ.api.includes(type)
}

const service = (type: string): string => type.split('::', 2).join('::')
