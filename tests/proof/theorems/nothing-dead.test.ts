import { because, kindOf, outcome } from './outcome.ts'
import {
  add,
  edited,
  endpointStatement,
  givenEndpoint,
  nacl,
  policy,
  small,
  statement,
  swap,
} from './small.ts'

const ALL = 'Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*'
const deny = (condition: string) => `{ Sid: Further, Effect: Deny, ${ALL}, Condition: { ${condition} } }`
const admit = (condition: string) => `{ Sid: Further, Effect: Allow, ${ALL}, Condition: { ${condition} } }`
const ofEndpoint = (yaml: string) => endpointStatement(yaml.replace('execute-api:/*', '"*"'))

const id = 'nothing-dead'
test('holds where each statement decides about some request', () => {
  expect(kindOf(id, small)).toBe('PROVED')
  expect(kindOf(id, edited(statement(deny('StringLike: { aws:UserAgent: "bot*" }'))))).toBe('PROVED')
  expect(kindOf(id, edited(ofEndpoint(deny('StringLike: { aws:UserAgent: "bot*" }'))))).toBe('PROVED')
})
test.each<[string, string, string, string]>([
  [
    'an Allow that none meets',
    edited(statement(admit('StringEquals: { aws:SourceVpc: !Ref Endpoint }'))),
    'resource policy of Api (authorization NONE): no request ever matches Allow Further',
    'Sid: Further',
  ],
  [
    'a Deny that none meets',
    edited(statement(deny('StringEquals: { aws:PrincipalOrgID: o-1 }'))),
    'no request ever matches Deny Further',
    'Sid: Further',
  ],
  [
    'a Deny for another action',
    edited(statement(`{ Sid: Further, Effect: Deny, ${ALL.replace(':Invoke', ':ManageConnections')} }`)),
    'no request ever matches Deny Further',
    'Sid: Further',
  ],
  [
    'a Deny that all meet',
    edited(statement(deny('StringNotEquals: { aws:SourceVpc: !Ref Endpoint }'))),
    'every request matches Deny Further',
    'Sid: Further',
  ],
  [
    'an Allow of a role where nobody signs',
    edited(
      statement(
        '{ Sid: Further, Effect: Allow, Principal: { AWS: "111122223333" }, Action: "*", Resource: "*" }',
      ),
    ),
    'no request ever matches Allow Further',
    'Sid: Further',
  ],
  [
    "an Allow of the endpoint's policy that only others meet",
    edited(ofEndpoint(admit('StringEquals: { aws:SourceVpc: vpc-0123456789abcdef0 }'))),
    'endpoint policy of Endpoint: no request ever matches Allow Further',
    'Sid: Further',
  ],
  [
    "a Deny of the endpoint's policy that all of its requests meet",
    edited(ofEndpoint(deny('StringEquals: { aws:SourceVpc: !Ref Vpc }'))),
    'endpoint policy of Endpoint: every request matches Deny Further',
    'Sid: Further',
  ],
  [
    'a policy that admits nobody',
    edited(policy('{ Effect: Deny, Principal: "*", Action: "*", Resource: execute-api:/prod/GET/cats }')),
    'no request at all is accepted',
    'Api:',
  ],
  [
    'a method whose path the policy does not admit',
    edited(swap('PathPart: pets', 'PathPart: cats')),
    'no request at all is accepted',
    'Api:',
  ],
  [
    'a rule for members of a group of another VPC',
    edited(
      swap('CidrIp: 10.0.0.0/16', 'SourceSecurityGroupId: !Ref Far', 'EndpointGroup'),
      add(
        '  FarVpc:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: 10.9.0.0/16 }\n  Far:\n    Type: AWS::EC2::SecurityGroup\n    Properties: { VpcId: !Ref FarVpc }\n',
      ),
    ),
    'security groups of Endpoint: no request ever matches ingress tcp/443-443',
    'SourceSecurityGroupId',
  ],
  [
    'no rule',
    edited(
      swap(
        '      SecurityGroupIngress:\n        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }\n',
        '',
        'EndpointGroup',
      ),
    ),
    'no request at all is accepted',
    'Api:',
  ],
])('fails with %s', (_, template, text, line) =>
  expect(outcome(id, template)).toMatchObject({ kind: 'REFUTED', because: because(text, line) }),
)

describe('NACLs', () => {
  const guarded = (...entries: string[]) => edited(nacl('EndpointSubnet', ...entries))
  const usual = [
    'CidrBlock: 10.0.0.0/16, Protocol: 6, RuleAction: allow, PortRange: { From: 443, To: 443 }',
    'CidrBlock: 10.0.0.0/16, Egress: true, Protocol: 6, RuleAction: allow, PortRange: { From: 1024, To: 65535 }',
  ]
  test('as they are usual are not dead, though a reply never goes to 443', () =>
    expect(kindOf(id, guarded(...usual))).toBe('PROVED'))
  test('may deny the rest', () =>
    expect(
      kindOf(
        id,
        guarded(
          ...usual,
          'CidrBlock: 0.0.0.0/0, Protocol: -1, RuleAction: deny',
          'CidrBlock: 0.0.0.0/0, Egress: true, Protocol: -1, RuleAction: deny',
        ),
      ),
    ).toBe('PROVED'))
  test('have no entry that neither requests nor replies meet', () =>
    expect(
      outcome(
        id,
        guarded(
          ...usual,
          'CidrBlock: 10.0.0.0/16, Egress: true, Protocol: 17, RuleAction: allow, PortRange: { From: 70000, To: 70001 }',
        ),
      ),
    ).toMatchObject({
      kind: 'REFUTED',
      because: because('no request ever matches entry 3: allow 17 10.0.0.0/16', 'Entry2:'),
    }))
})

test('rests on the policies alone where the endpoint is in no template', () => {
  const given = edited(givenEndpoint, add('  Wall:\n    Type: AWS::NetworkFirewall::Firewall\n'))
  expect(kindOf(id, given)).toBe('PROVED')
  expect(outcome(id, edited(add('  Wall:\n    Type: AWS::NetworkFirewall::Firewall\n')))).toMatchObject({
    kind: 'UNKNOWN',
    because: because('AWS::NetworkFirewall::Firewall (Wall)', 'Wall:'),
  })
})
