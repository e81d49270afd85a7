import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../scripts/command/user-error.ts'
import type { Region } from '../../scripts/template/region.ts'
import { resolve } from '../../scripts/template/resolve.ts'
import { openStacks, type Stacks } from '../../scripts/template/stacks.ts'
import type { Symbols } from '../../scripts/template/symbols.ts'
import type { Value } from '../../scripts/template/value.ts'
import type { World } from '../../scripts/template/world.ts'

/** Writes files into a new folder and gives its path. */
export function written(files: Record<string, string | object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'template-'))
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    )
  }
  return folder
}

/** Opens templates just written; the folder is cut out of error messages by `refusalOf`. */
export function opened(
  files: Record<string, string | object>,
  given: Record<string, string> = {},
  named = Object.keys(files).slice(0, 1),
): Stacks {
  const folder = written(files)
  return openStacks(
    named.map((name) => join(folder, name)),
    new Map(Object.entries(given)),
  )
}

/** What a UserError says, without the folder. */
export function refusalOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UserError) return error.message.replace(/\/\S*template-\w+\//g, '')
    throw error
  }
  return 'nothing was refused'
}

/** A value as plain data: symbols by name in ‹›, what is unknown as `?why`. */
export function plain(value: Value | undefined, symbols: Symbols): unknown {
  switch (value?.kind) {
    case 'text':
      return symbols.show(value.text)
    case 'number':
      return value.number
    case 'flag':
      return value.flag
    case 'list':
      return value.items.map((item) => plain(item, symbols))
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item, symbols)]))
    case 'unknown':
      return `?${value.why}`
    case undefined:
      return undefined
  }
}

/** A property of a resource as plain data. */
export function property(region: Region, address: string, name: string): unknown {
  return plain(valueAt(region, address, name), region.symbols)
}

/** A value inside a resource's properties: `Policy.Statement.0.Effect`. */
export function valueAt(region: Region, address: string, path: string): Value | undefined {
  let value: Value | undefined = region.resources.find((resource) => resource.address === address)?.properties
  for (const key of path.split('.')) {
    if (value?.kind === 'map') value = value.entries.get(key)
    else if (value?.kind === 'list') value = value.items[Number(key)]
    else return undefined
  }
  return value
}

export const addresses = (region: Region): string[] => region.resources.map(({ address }) => address)

/** What an expression in YAML becomes, in a template with some resources, parameters, mappings and conditions. */
export function evaluated(yaml: string, given: Record<string, string> = {}, world?: World): unknown {
  const region = resolve(opened({ 'main.yaml': around(yaml) }, given), world)
  return property(region, 'Subject', 'Value')
}

const around = (yaml: string): string => `
Parameters:
  Name: {Type: String}
  Cidr: {Type: String}
  Count: {Type: Number}
  Names: {Type: CommaDelimitedList}
  VpcId: {Type: 'AWS::EC2::VPC::Id'}
  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}
  EndpointId: {Type: String, AllowedPattern: '^$|^vpce-[0-9a-f]{8,17}$'}
  ImageId: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/image}
Mappings:
  Sizes:
    us-east-1: {small: t4g.nano, zones: [a, b]}
Conditions:
  Always: !Equals [a, a]
  Never: !Equals [a, b]
  Asks: !Equals [!Ref Name, x]
Resources:
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
  Ipam: {Type: 'AWS::EC2::VPC'}
  Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]}}
  Group: {Type: 'AWS::EC2::SecurityGroup'}
  Endpoint: {Type: 'AWS::EC2::VPCEndpoint'}
  Table: {Type: 'AWS::EC2::RouteTable'}
  Acl: {Type: 'AWS::EC2::NetworkAcl'}
  Instance: {Type: 'AWS::EC2::Instance'}
  Gateway: {Type: 'AWS::EC2::InternetGateway'}
  Api: {Type: 'AWS::ApiGateway::RestApi'}
  Stage: {Type: 'AWS::ApiGateway::Stage', Properties: {StageName: prod}}
  Function: {Type: 'AWS::Lambda::Function'}
  Named: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: greeter}}
  Role: {Type: 'AWS::IAM::Role'}
  PathRole: {Type: 'AWS::IAM::Role', Properties: {RoleName: r, Path: /team/}}
  Logs: {Type: 'AWS::Logs::LogGroup'}
  Bucket: {Type: 'AWS::S3::Bucket'}
  Custom: {Type: 'Custom::Thing'}
  Left: {Type: 'AWS::S3::Bucket', Condition: Never}
  Open: {Type: 'AWS::S3::Bucket', Condition: Asks}
  Subject:
    Type: Test::Subject
    Properties:
      Value: ${yaml.trim().replaceAll('\n', '\n      ')}
`
