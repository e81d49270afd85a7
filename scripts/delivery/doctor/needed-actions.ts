/** What deploying itself takes: change sets, events, templates in a bucket. */
const DEPLOYING = [
  'cloudformation:CreateChangeSet',
  'cloudformation:CreateStack',
  'cloudformation:DeleteChangeSet',
  'cloudformation:DeleteStack',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:GetTemplate',
  'cloudformation:ListChangeSets',
  'cloudformation:ListStackResources',
  'cloudformation:UpdateStack',
  'cloudformation:UpdateTerminationProtection',
  's3:CreateBucket',
  's3:GetBucketTagging',
  's3:GetObject',
  's3:ListBucket',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutObject',
]

const API = ['apigateway:DELETE', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:POST', 'apigateway:PUT']

/**
 * What making and deleting a resource of a type takes, beside what only looks at it: CloudFormation calls with the
 * rights of whoever deploys. Written by hand from the Service Authorization Reference.
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Account': [...API, 'iam:PassRole'],
  'AWS::ApiGateway::Deployment': API,
  'AWS::ApiGateway::Method': API,
  'AWS::ApiGateway::RequestValidator': API,
  'AWS::ApiGateway::Resource': API,
  'AWS::ApiGateway::RestApi': API,
  'AWS::ApiGateway::Stage': [...API, 'logs:CreateLogDelivery', 'logs:DeleteLogDelivery'],
  'AWS::CloudFormation::CustomResource': ['lambda:InvokeFunction'],
  'AWS::CloudFormation::Stack': [],
  'AWS::EC2::FlowLog': ['ec2:CreateFlowLogs', 'ec2:CreateTags', 'ec2:DeleteFlowLogs', 'iam:PassRole'],
  // Its image is that of a public parameter.
  'AWS::EC2::Instance': [
    'ec2:CreateTags',
    'ec2:RunInstances',
    'ec2:TerminateInstances',
    'iam:PassRole',
    'ssm:GetParameters',
  ],
  'AWS::EC2::InternetGateway': ['ec2:CreateInternetGateway', 'ec2:CreateTags', 'ec2:DeleteInternetGateway'],
  'AWS::EC2::Route': ['ec2:CreateRoute', 'ec2:DeleteRoute'],
  'AWS::EC2::RouteTable': ['ec2:CreateRouteTable', 'ec2:CreateTags', 'ec2:DeleteRouteTable'],
  'AWS::EC2::SecurityGroup': [
    'ec2:AuthorizeSecurityGroupEgress',
    'ec2:AuthorizeSecurityGroupIngress',
    'ec2:CreateSecurityGroup',
    'ec2:CreateTags',
    'ec2:DeleteSecurityGroup',
    'ec2:RevokeSecurityGroupEgress',
  ],
  'AWS::EC2::Subnet': ['ec2:CreateSubnet', 'ec2:CreateTags', 'ec2:DeleteSubnet'],
  'AWS::EC2::SubnetRouteTableAssociation': ['ec2:AssociateRouteTable', 'ec2:DisassociateRouteTable'],
  'AWS::EC2::VPC': ['ec2:CreateTags', 'ec2:CreateVpc', 'ec2:DeleteVpc', 'ec2:ModifyVpcAttribute'],
  'AWS::EC2::VPCEndpoint': ['ec2:CreateTags', 'ec2:CreateVpcEndpoint', 'ec2:DeleteVpcEndpoints'],
  'AWS::EC2::VPCGatewayAttachment': ['ec2:AttachInternetGateway', 'ec2:DetachInternetGateway'],
  'AWS::IAM::InstanceProfile': [
    'iam:AddRoleToInstanceProfile',
    'iam:CreateInstanceProfile',
    'iam:DeleteInstanceProfile',
    'iam:PassRole',
    'iam:RemoveRoleFromInstanceProfile',
  ],
  'AWS::IAM::Role': [
    'iam:AttachRolePolicy',
    'iam:CreateRole',
    'iam:DeleteRole',
    'iam:DeleteRolePolicy',
    'iam:DetachRolePolicy',
    'iam:PutRolePolicy',
    'iam:TagRole',
  ],
  'AWS::Lambda::Function': [
    'iam:PassRole',
    'lambda:CreateFunction',
    'lambda:DeleteFunction',
    'lambda:GetFunction',
    'lambda:TagResource',
  ],
  'AWS::Lambda::Permission': ['lambda:AddPermission', 'lambda:RemovePermission'],
  'AWS::Logs::LogGroup': [
    'logs:CreateLogGroup',
    'logs:DeleteLogGroup',
    'logs:PutRetentionPolicy',
    'logs:TagResource',
  ],
  'AWS::Route53Resolver::ResolverEndpoint': [
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'route53resolver:CreateResolverEndpoint',
    'route53resolver:DeleteResolverEndpoint',
    'route53resolver:TagResource',
  ],
}

/** What somebody must be allowed who deploys resources of these types. */
export const neededActions = (types: Iterable<string>): string[] =>
  [...new Set([...DEPLOYING, ...[...types].flatMap((type) => ACTIONS[type] ?? [])])].sort()

/** Types of which nobody has written down what they take. */
export const unlistedTypes = (types: Iterable<string>): string[] =>
  [...types].filter((type) => !(type in ACTIONS))
