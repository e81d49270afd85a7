import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, policy, small, swap } from './small.ts'

const id = 'only-our-networks'
const ANYWHERE = policy(
  '{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/prod/GET/pets, Condition: { StringEquals: { aws:SourceVpce: !Ref Endpoint } } }',
)

test('holds where the policy sees to it, whatever the network lets in', () =>
  expect(kindOf(id, edited(swap('CidrIp: 10.0.0.0/16', 'CidrIp: 0.0.0.0/0', 'EndpointGroup')))).toBe(
    'PROVED',
  ))

test('holds where the group sees to it, whatever the policy admits', () =>
  expect(kindOf(id, edited(ANYWHERE))).toBe('PROVED'))

test('fails where neither does, with an address from elsewhere', () => {
  const template = edited(ANYWHERE, swap('CidrIp: 10.0.0.0/16', 'CidrIp: 10.0.0.0/8', 'EndpointGroup'))
  const { kind, because: reasons } = outcome(id, template)
  expect(kind).toBe('REFUTED')
  expect(reasons).toEqual(because('passes: ingress tcp/443-443 from 10.0.0.0/8', 'CidrIp: 10.0.0.0/8'))
  expect(reasons).toEqual(because('passes: Allow statement 1', 'aws:SourceVpce'))
  const address = reasons.find(({ text }) => text.includes('aws:VpcSourceIp'))?.text
  expect(address).toMatch(/^ {2}aws:VpcSourceIp 10\./)
  expect(address).not.toMatch(/ 10\.0\./)
})

test('rests on the policy alone where that is enough: what is unclear in the network does not matter', () => {
  const unclear = add(`
  Link:
    Type: AWS::EC2::VPCPeeringConnection
`)
  expect(kindOf(id, edited(unclear))).toBe('PROVED')
  expect(outcome(id, edited(ANYWHERE, unclear))).toMatchObject({
    kind: 'UNKNOWN',
    because: because('AWS::EC2::VPCPeeringConnection (Link) is not modelled', 'Link:'),
  })
})

/** The policy admits the VPC's block and another one; the group admits everybody. */
const other = (parameter: string, name: string) =>
  edited(
    above(`Parameters:\n  ${name}: { ${parameter} }`),
    swap('aws:VpcSourceIp: 10.0.0.0/16', `aws:VpcSourceIp: [10.0.0.0/16, !Ref ${name}]`),
    swap('CidrIp: 10.0.0.0/16', 'CidrIp: 0.0.0.0/0', 'EndpointGroup'),
  )

describe('the corporate block', () => {
  const block = 'AllowedPattern: "[0-9.]+/(1[6-9]|2[0-8])"'
  test('is ours too', () =>
    expect(kindOf(id, other(`Type: String, ${block}`, 'CorporateCidr'))).toBe('PROVED'))
  test('has its name: a block called otherwise is not ours', () =>
    expect(kindOf(id, other(`Type: String, ${block}`, 'PartnerCidr'))).toBe('REFUTED'))
  test.each(['Type: String', 'Type: String, AllowedPattern: "10[.][0-9.]+/[0-9]+"'])(
    'may not be everything (%s)',
    (parameter) =>
      expect(outcome(id, other(parameter, 'CorporateCidr'))).toMatchObject({
        kind: 'REFUTED',
        because: because('‹CorporateCidr› may be every address there is', 'CorporateCidr:'),
      }),
  )
  test('is everything where that is given', () =>
    expect(
      outcome(id, other('Type: String', 'CorporateCidr'), { given: { CorporateCidr: '10.0.0.0/0' } }),
    ).toMatchObject({
      kind: 'REFUTED',
      because: because('10.0.0.0/0 may be every address there is'),
    }))
})

test('two parameters may name the same endpoint, so that what only the one admits and the other does not deny is not known', () => {
  const endpoint = 'Type: String, AllowedPattern: "^vpce-[0-9a-f]{8,17}$"'
  const template = edited(
    above(`Parameters:\n  One: { ${endpoint} }\n  Other: { ${endpoint} }`),
    policy(
      '{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/prod/GET/pets, Condition: { StringEquals: { aws:SourceVpce: !Ref One } } }',
      '{ Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/prod/GET/pets, Condition: { StringNotEquals: { aws:SourceVpce: !Ref Other } } }',
    ),
  )
  expect(outcome(id, template)).toMatchObject({
    kind: 'UNKNOWN',
    because: because(
      "whether aws:sourcevpce 'vpce-‹One›' matches 'vpce-‹Other›' depends on a value",
      'StringNotEquals: { aws:SourceVpce: !Ref Other }',
    ),
  })
})

test("a VPC's block by a parameter is none that could be everything", () => {
  const template = edited(
    above('Parameters:\n  Cidr: { Type: String }'),
    swap('CidrBlock: 10.0.0.0/16', 'CidrBlock: !Ref Cidr'),
    swap('aws:VpcSourceIp: 10.0.0.0/16', 'aws:VpcSourceIp: !Ref Cidr'),
  )
  expect(kindOf(id, template)).toBe('PROVED')
})

test('the block of a VPC of another endpoint, for another service, is not ours', () => {
  const template = edited(
    swap('aws:VpcSourceIp: 10.0.0.0/16', 'aws:VpcSourceIp: [10.0.0.0/16, 10.9.0.0/16]'),
    swap('CidrIp: 10.0.0.0/16', 'CidrIp: 10.0.0.0/8', 'EndpointGroup'),
    add(`
  OtherVpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.9.0.0/16 }
`),
  )
  expect(outcome(id, template)).toMatchObject({ kind: 'REFUTED', because: because('aws:VpcSourceIp 10.9.') })
  expect(kindOf(id, small)).toBe('PROVED')
})
