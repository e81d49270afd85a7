import { because, kindOf, outcome } from './outcome.ts'
import { above, add, drop, edited, givenEndpoint, mock, small, statement, swap } from './small.ts'

const id = 'consumer-is-accepted'
const HTTPS = '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }'
const refused = (template: string) => outcome(id, template)
const deny = (condition: string) =>
  statement(
    `{ Sid: Deny, Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*, Condition: { ${condition} } }`,
  )

test('holds, with all that a call passes', () => expect(kindOf(id, small)).toBe('PROVED'))

test.each<[string, string, string, string]>([
  [
    'its group lets nothing out',
    edited(swap(HTTPS, '{ IpProtocol: "-1", CidrIp: 127.0.0.1/32 }', 'ConsumerGroup')),
    'egress of Consumer stands here',
    'ConsumerGroup:',
  ],
  [
    'its group lets out another port',
    edited(
      swap('FromPort: 443', 'FromPort: 80', 'ConsumerGroup'),
      swap('ToPort: 443', 'ToPort: 80', 'ConsumerGroup'),
    ),
    'no match of egress tcp to 10.0.0.0/16',
    'FromPort: 80',
  ],
  [
    'its group lets out to another subnet',
    edited(swap('10.0.0.0/16', '10.0.1.0/24', 'ConsumerGroup')),
    'no match of egress tcp to 10.0.1.0/24',
    '10.0.1.0/24',
  ],
  [
    "the endpoint's group lets in others",
    edited(
      swap(
        HTTPS,
        '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref SilentGroup }',
        'EndpointGroup',
      ),
    ),
    'security groups of Endpoint stands here',
    'EndpointGroup:',
  ],
  [
    "the endpoint's group lets in half of its subnet",
    edited(
      swap(HTTPS, '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.1.0/25 }', 'EndpointGroup'),
    ),
    'no match of ingress tcp/443-443 from 10.0.1.0/25',
    '10.0.1.0/25',
  ],
  [
    "the endpoint's policy is for another API",
    edited(swap('${AWS::AccountId}:*', '${AWS::AccountId}:abcde12345/*')),
    'no match of Allow OwnApis',
    '- Sid: OwnApis',
  ],
  [
    'the policy admits another route',
    edited(swap('Resource: execute-api:/prod/GET/pets', 'Resource: execute-api:/prod/GET/cats')),
    'no match of Allow Pets',
    '- Sid: Pets',
  ],
  [
    'the policy denies by the key of a VPC an endpoint',
    edited(deny('StringNotEquals: { aws:SourceVpc: !Ref Endpoint }')),
    'stops it: Deny Deny',
    'aws:SourceVpc:',
  ],
  [
    'the policy asks for what AWS leaves open',
    edited(deny('NotIpAddress: { aws:SourceIp: 10.0.0.0/16 }')),
    'stops it: Deny Deny',
    'aws:SourceIp:',
  ],
  [
    'the policy denies a client that says no name',
    edited(deny('StringNotLike: { aws:UserAgent: "curl/*" }')),
    'stops it: Deny Deny',
    'aws:UserAgent',
  ],
])('fails where %s', (_, template, text, line) => {
  const { kind, because: reasons } = refused(template)
  expect(kind).toBe('REFUTED')
  expect(reasons).toEqual(because('this request is refused:'))
  expect(reasons).toEqual(because('  by Endpoint'))
  expect(reasons).toEqual(because('  from subnet Subnet'))
  expect(reasons).toEqual(because(text, line))
})

test.each<[string, string, string, string]>([
  [
    'the name leads nowhere',
    edited(swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false')),
    "the API's name does not resolve: Endpoint has no private DNS",
    'PrivateDnsEnabled: false',
  ],
  [
    'the VPC gives no names',
    edited(swap('EnableDnsHostnames: true', 'EnableDnsHostnames: false')),
    'private DNS needs EnableDnsHostnames of Vpc',
    'Vpc:',
  ],
  [
    'the names are closed',
    edited(swap('    Properties:\n', '    Properties:\n      DisableExecuteApiEndpoint: true\n', 'Api')),
    'the names of Api are closed by DisableExecuteApiEndpoint',
    'Api:',
  ],
  [
    'API Gateway may not invoke',
    edited(drop('Permission')),
    'API Gateway may not invoke Greeter for GET /pets',
    'GetPets:',
  ],
  [
    'API Gateway may invoke for another route',
    edited(swap('/prod/GET/pets', '/prod/GET/cats', 'Permission')),
    'Permission is for arn:aws:execute-api',
    'SourceArn:',
  ],
  [
    'no method takes GET',
    edited(swap('HttpMethod: GET', 'HttpMethod: POST'), mock),
    'Api has no GET that a stage serves',
    'GetPets:',
  ],
  ['there is no stage', edited(drop('Stage'), mock), 'Api has no GET that a stage serves', 'GetPets:'],
  [
    'the endpoint is for another service',
    edited(swap('.execute-api\n', '.sqs\n')),
    'Endpoint is no interface endpoint for execute-api',
    'Endpoint:',
  ],
  [
    'the endpoint is a gateway',
    edited(swap('      VpcEndpointType: Interface\n', '')),
    'Endpoint is no interface endpoint for execute-api',
    'Endpoint:',
  ],
])('fails where %s, without a request to show', (_, template, text, line) =>
  expect(refused(template)).toMatchObject({ kind: 'REFUTED', because: because(text, line) }),
)

test('a permission may be for this account', () =>
  expect(
    kindOf(
      id,
      edited(
        swap(
          '      Action: lambda:InvokeFunction\n',
          '      Action: lambda:InvokeFunction\n      SourceAccount: !Ref AWS::AccountId\n',
        ),
      ),
    ),
  ).toBe('PROVED'))

test('a method that takes ANY takes GET', () =>
  expect(kindOf(id, edited(swap('HttpMethod: GET', 'HttpMethod: ANY')))).toBe('PROVED'))

test('of two routes each must be accepted', () => {
  const cats = add(`
  Cats:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: cats }
  GetCats:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !Ref Cats, HttpMethod: GET, AuthorizationType: NONE, Integration: { Type: MOCK } }
`)
  expect(refused(edited(cats))).toMatchObject({ kind: 'REFUTED', because: because('/prod/GET/cats') })
  expect(
    kindOf(
      id,
      edited(cats, swap('Resource: execute-api:/prod/GET/pets', 'Resource: execute-api:/prod/GET/*')),
    ),
  ).toBe('PROVED')
})

test('of two consumers each must be accepted', () => {
  const second = add(`
  Second:
    Type: AWS::EC2::Instance
    Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref SilentGroup] }
`)
  expect(refused(edited(second))).toMatchObject({
    kind: 'REFUTED',
    because: because('egress of Second stands here', 'SilentGroup:'),
  })
})

describe('NOT APPLICABLE', () => {
  test('without a consumer', () =>
    expect(outcome(id, edited(drop('Consumer')))).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('no instance is in the templates'),
    }))
  test('without an endpoint', () => {
    const template = edited(givenEndpoint)
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('the endpoint is not in the templates'),
    })
  })
})

test.each<[string, string, string, string]>([
  [
    'a subnet made elsewhere',
    edited(swap('SubnetId: !Ref Subnet\n', 'SubnetId: subnet-0123456789abcdef0\n', 'Consumer')),
    'the subnet of Consumer',
    'subnet-',
  ],
  [
    'an endpoint in subnets made elsewhere',
    edited(swap('[!Ref EndpointSubnet]', '[subnet-0123456789abcdef0]')),
    'the subnets of Endpoint',
    'Endpoint:',
  ],
  [
    'groups by a parameter',
    edited(
      above('Parameters:\n  Groups: { Type: "List<AWS::EC2::SecurityGroup::Id>" }'),
      swap('[!Ref EndpointGroup]', '!Ref Groups'),
    ),
    'the security groups of Endpoint',
    'Endpoint:',
  ],
  [
    'a permission for an account',
    edited(
      swap(
        '      Action: lambda:InvokeFunction\n',
        '      Action: lambda:InvokeFunction\n      SourceAccount: "111122223333"\n',
      ),
    ),
    'whether the account of Permission is this one',
    'SourceAccount:',
  ],
  [
    'a function made elsewhere',
    edited(swap('${Greeter.Arn}/', 'arn:aws:lambda:us-east-1:111122223333:function:other/')),
    'which function GET /pets invokes',
    'Uri:',
  ],
  [
    'a service by a parameter',
    edited(
      above('Parameters:\n  Service: { Type: String }'),
      swap('!Sub com.amazonaws.${AWS::Region}.execute-api', '!Ref Service'),
    ),
    'a service that is not known yet',
    '!Ref Service',
  ],
  [
    'a private hosted zone',
    edited(add('  Zone:\n    Type: AWS::Route53::HostedZone\n')),
    'AWS::Route53::HostedZone (Zone) is not modelled',
    'Zone:',
  ],
  [
    'an API key',
    edited(swap('      HttpMethod: GET\n', '      HttpMethod: GET\n      ApiKeyRequired: true\n')),
    'a method that asks for an API key',
    'GetPets:',
  ],
  [
    'an authorizer',
    edited(
      swap('AuthorizationType: NONE', 'AuthorizationType: CUSTOM'),
      add('  Gate:\n    Type: AWS::ApiGateway::Authorizer\n'),
    ),
    'AWS::ApiGateway::Authorizer (Gate)',
    'Gate:',
  ],
])('UNKNOWN with %s', (_, template, text, line) =>
  expect(outcome(id, template)).toMatchObject({ kind: 'UNKNOWN', because: because(text, line) }),
)
