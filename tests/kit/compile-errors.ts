// Not run: the compiler checks it. Every line under a directive must fail to compile, and tsc reports a directive
// under which nothing failed. The lines without one must compile.
import { equals, parameter, policy, scope, template } from '../../templates/kit/index.ts'

const child = template(
  scope({
    parameters: {
      Project: parameter.text({ Description: '', Default: '' }),
      VpcId: parameter.id('AWS::EC2::VPC', { Description: '' }),
    },
    resources: { Group: 'AWS::EC2::SecurityGroup' },
  }),
  {
    name: 'child',
    description: '',
    groups: {},
    resources: { Group: { Properties: { GroupDescription: '' } } },
    outputs: { GroupId: { Description: '', Value: 'sg-1' } },
  },
)

const names = scope({
  parameters: {
    Project: parameter.text({ Description: '', Default: '' }),
    Cidr: parameter.text({ Description: '' }),
    GivenVpc: parameter.id('AWS::EC2::VPC', { Description: '' }),
    GivenGroup: parameter.id('AWS::EC2::SecurityGroup', { Description: '' }),
    GivenEndpoint: parameter.id('AWS::EC2::VPCEndpoint', { Description: '' }),
    GivenSubnets: parameter.ids('AWS::EC2::Subnet', { Description: '' }),
  },
  conditions: ({ ref }) => ({
    Production: equals(ref('Cidr'), ''),
    // @ts-expect-error unknown parameter in a condition
    Staging: equals(ref('Cdir'), ''),
  }),
  resources: {
    Vpc: 'AWS::EC2::VPC',
    Subnet: 'AWS::EC2::Subnet',
    Endpoint: 'AWS::EC2::VPCEndpoint',
    Group: 'AWS::EC2::SecurityGroup',
  },
  children: { Child: child, Other: child },
})
const { ref, att, sub, when, output, after } = names

// @ts-expect-error unknown resource type
scope({ resources: { X: 'AWS::EC2::VPCEndpiont' } })
// @ts-expect-error unknown logical id in a Ref
ref('Vcp')
// @ts-expect-error unknown logical id in a GetAtt
att('Vcp', 'CidrBlock')
// @ts-expect-error unknown attribute
att('Vpc', 'Cidr')
// @ts-expect-error attribute of another type
att('Vpc', 'GroupId')
// @ts-expect-error GetAtt of a parameter
att('Cidr', 'Value')
// @ts-expect-error unknown logical id in a Sub text
sub('${Vcp}-x')
// @ts-expect-error unknown attribute in a Sub text
sub('${Vpc.CidrBlok}')
sub('${Vpc.CidrBlock} ${AWS::Region} ${Cidr} ${!Literal} ${Given}', { Given: 1 })
// @ts-expect-error undeclared condition
when('Prodcution', 1, 2)
// @ts-expect-error undeclared condition
after('Prodcution', 'Vpc', '')
// @ts-expect-error an output the child does not have
output('Child', 'GroupID')
// @ts-expect-error a child that is not declared
output('Chidl', 'GroupId')

const statement = { Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' } as const
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpce': ref('Endpoint') } } })
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpce': ref('GivenEndpoint') } } })
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': ref('Vpc') } } })
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': [ref('GivenVpc')] } } })
const maybeEndpoint = when('Production', ref('Endpoint'))
// @ts-expect-error an endpoint's id under aws:SourceVpc: the demo's mistake
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': ref('Endpoint') } } })
// @ts-expect-error the same by its attribute
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': att('Endpoint', 'Id') } } })
// @ts-expect-error the same by a parameter
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': ref('GivenEndpoint') } } })
// @ts-expect-error the same in a list
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': [ref('Endpoint')] } } })
// @ts-expect-error the same in a Sub text
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': sub('${Endpoint}') } } })
// @ts-expect-error the same as a text
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpce-0123456789abcdef0' } } })
// @ts-expect-error the same when a condition holds
policy({ ...statement, Condition: { StringEquals: { 'aws:SourceVpc': maybeEndpoint } } })
// @ts-expect-error the demo's spelling of the key
policy({ ...statement, Condition: { StringNotEquals: { 'aws:sourceVpc': ref('Endpoint') } } })
// @ts-expect-error another spelling
policy({ ...statement, Condition: { StringNotEquals: { 'AWS:SOURCEVPC': ref('Endpoint') } } })
// @ts-expect-error a VPC's id under aws:SourceVpce
policy({ ...statement, Condition: { StringNotEquals: { 'aws:SourceVpce': ref('Vpc') } } })
// @ts-expect-error unknown operator
policy({ ...statement, Condition: { StringNotEqual: { 'aws:SourceVpce': ref('Endpoint') } } })
// @ts-expect-error unknown effect
policy({ ...statement, Effect: 'Denny' })
// @ts-expect-error every action of every service
policy({ ...statement, Action: '*' })

const contents = { name: '', description: '', groups: {}, outputs: {} }
const subnet = { Properties: { VpcId: ref('Vpc') } }
const endpoint = { Properties: { VpcId: ref('Vpc') } }
const group = { Properties: { GroupDescription: '' } }
const resources = { Vpc: {}, Subnet: subnet, Endpoint: endpoint, Group: group }
const children = {
  Child: { parameters: { VpcId: ref('Vpc') } },
  Other: { parameters: { VpcId: ref('GivenVpc') } },
}

template(names, { ...contents, resources, children })
template(names, {
  ...contents,
  children,
  resources: {
    // @ts-expect-error unknown property
    Vpc: { Properties: { CidrBlok: '10.0.0.0/16' } },
    // @ts-expect-error a Ref to a security group where a VPC's id goes
    Subnet: { Properties: { VpcId: ref('Group') } },
    // @ts-expect-error wrong enum value
    Endpoint: { Properties: { VpcId: ref('Vpc'), VpcEndpointType: 'Interfac' } },
    // @ts-expect-error a required property is missing
    Group: { Properties: { VpcId: ref('Vpc') } },
  },
})
template(names, {
  ...contents,
  children,
  resources: {
    Vpc: {},
    // @ts-expect-error a parameter that holds a security group where a VPC's id goes
    Subnet: { Properties: { VpcId: ref('GivenGroup') } },
    // @ts-expect-error an attribute of the wrong kind
    Endpoint: { Properties: { VpcId: att('Vpc', 'CidrBlock') } },
    // @ts-expect-error undeclared condition
    Group: { Condition: 'Prodcution', Properties: { GroupDescription: '' } },
  },
})
template(names, {
  ...contents,
  children,
  resources: {
    Vpc: {},
    // @ts-expect-error unknown property, in a nested one
    Subnet: { Properties: { VpcId: ref('Vpc'), PrivateDnsNameOptionsOnLaunch: { HostnameTyp: 'ip-name' } } },
    // @ts-expect-error a list of subnets where security groups go
    Endpoint: { Properties: { VpcId: ref('Vpc'), SecurityGroupIds: ref('GivenSubnets') } },
    // @ts-expect-error waits for itself
    Group: { DependsOn: 'Group', Properties: { GroupDescription: '' } },
  },
})
template(names, {
  ...contents,
  children,
  // @ts-expect-error a declared resource has no body
  resources: { Vpc: {}, Subnet: subnet, Endpoint: endpoint },
})
template(names, {
  ...contents,
  resources,
  children: {
    // @ts-expect-error a required parameter of the child is missing
    Child: { parameters: {} },
    // @ts-expect-error a misspelt one
    Other: { parameters: { VpcID: ref('Vpc') } },
  },
})
template(names, {
  ...contents,
  resources,
  children: {
    // @ts-expect-error a parameter the child does not have
    Child: { parameters: { VpcId: ref('Vpc'), Projekt: '' } },
    // @ts-expect-error a security group where the child takes a VPC
    Other: { parameters: { VpcId: ref('Group') } },
  },
})
template(names, {
  ...contents,
  resources,
  children,
  // @ts-expect-error a group of parameters that are not declared
  groups: { Network: ['Cdir'] },
})
template(names, {
  ...contents,
  resources,
  children,
  // @ts-expect-error an output under an undeclared condition
  outputs: { VpcId: { Description: '', Value: ref('Vpc'), Condition: 'Prodcution' } },
})
