import { readFileSync } from 'node:fs'

/** The template that all tests of theorems start from: everything holds there that can. */
export const small = readFileSync('tests/proof/theorems/small.yaml', 'utf8')

export type Edit = (template: string) => string

/** The small template with these edits. */
export const edited = (...edits: Edit[]): string => edits.reduce((text, edit) => edit(text), small)

/** Another text in place of one that occurs once; `within` a resource where it occurs more often. */
export const swap =
  (old: string, now: string, within?: string): Edit =>
  (template) => {
    const part = within === undefined ? template : resource(template, within)
    const found = part.split(old).length - 1
    if (found !== 1) throw new Error(`'${old}' occurs ${found} times${within ? ` in ${within}` : ''}`)
    return template.replace(part, () => part.replace(old, () => now))
  }

/** A resource, or what else is written there in YAML, at the end of the resources. */
export const add =
  (yaml: string): Edit =>
  (template) =>
    template + yaml.replace(/^\n/, '')

/** The template without a resource. */
export const drop =
  (logicalId: string): Edit =>
  (template) =>
    template.replace(resource(template, logicalId), '')

/** A resource without one of its properties, or with lines in its place. */
export const without = (property: string, logicalId: string, instead = ''): Edit => {
  const [block] =
    new RegExp(`^ {6}${property}:.*\\n(?: {7,}.*\\n)*`, 'm').exec(resource(small, logicalId)) ?? []
  if (block === undefined) throw new Error(`${logicalId} has no ${property}`)
  return swap(block, instead, logicalId)
}

/** The endpoint is one that a team has already: the templates only name it. */
export const givenEndpoint: Edit = (template) =>
  [
    drop('Endpoint'),
    swap('VpcEndpointIds: [!Ref Endpoint]', 'VpcEndpointIds: [vpce-0123456789abcdef0]'),
    swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: vpce-0123456789abcdef0'),
  ].reduce((text, edit) => edit(text), template)

/** A subnet in a VPC that nothing leads from: `Far`. */
export const far: Edit = add(`
  FarVpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.9.0.0/16 }
  Far:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref FarVpc, CidrBlock: 10.9.0.0/24 }
`)

/** One more execute-api endpoint, with a group and further properties, each a line. */
export const endpoint = (logicalId: string, group: string, ...properties: string[]): Edit =>
  add(`
  ${logicalId}:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.execute-api
      SubnetIds: [!Ref Subnet]
      SecurityGroupIds: [!Ref ${group}]
${properties.map((one) => `      ${one}\n`).join('')}`)

/** A NACL of a subnet with these entries, numbered from 1. */
export const nacl = (subnet: string, ...entries: string[]): Edit =>
  add(`
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  AclOfSubnet:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref ${subnet} }
${entries.map((entry, i) => `  Entry${i}:\n    Type: AWS::EC2::NetworkAclEntry\n    Properties: { NetworkAclId: !Ref Acl, RuleNumber: ${i + 1}, ${entry} }\n`).join('')}`)

/** Parameters, or other sections, before the resources. */
export const above = (sections: string): Edit => swap('\nResources:\n', `\n${sections.trim()}\nResources:\n`)

/** The method answers by itself, and invokes nothing. */
export const mock = without('Integration', 'GetPets', '      Integration: { Type: MOCK }\n')

/** A further statement of the API's policy, in one line. */
export const statement = (yaml: string): Edit =>
  swap('        Statement:\n', `        Statement:\n          - ${yaml}\n`, 'Api')

/** A further statement of the endpoint's policy, in one line. */
export const endpointStatement = (yaml: string): Edit =>
  swap('        Statement:\n', `        Statement:\n          - ${yaml}\n`, 'Endpoint')

/** The API's policy with these statements, each in one line. */
export const policy =
  (...statements: string[]): Edit =>
  (template) => {
    const [all = ''] = / {8}Statement:\n(?: {10}.*\n)+/.exec(resource(template, 'Api')) ?? []
    return swap(
      all,
      `        Statement:\n${statements.map((one) => `          - ${one}\n`).join('')}`,
      'Api',
    )(template)
  }

function resource(template: string, logicalId: string): string {
  const [found] = new RegExp(`^ {2}${logicalId}:\\n(?: {3}.*\\n)+`, 'm').exec(template) ?? []
  if (found === undefined) throw new Error(`the template has no resource ${logicalId}`)
  return found
}
