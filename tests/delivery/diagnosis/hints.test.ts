import { verdict } from '../../../handlers/verdict.ts'
import { HINTS, hintFor } from '../../../scripts/delivery/diagnosis/hints.ts'

const handler = (message: string) =>
  `Resource handler returned message: "${message} (Service: Ec2, Status Code: 400, Request ID: 8d9a)" (RequestToken: 34d4, HandlerErrorCode: GeneralServiceException)`
const custom = (message: string) =>
  `Received response status [FAILED] from custom resource. Message returned: ${message} (RequestId: c718)`
const probe = 'AWS::CloudFormation::CustomResource'
const stack = 'AWS::CloudFormation::Stack'

/** Reasons as they were published, or as our own handlers give them. */
const REASONS: [type: string, reason: string, why: RegExp][] = [
  [
    'AWS::ApiGateway::Deployment',
    handler("Private REST API doesn't have a resource policy attached to it"),
    /deploys no private API/,
  ],
  [
    'AWS::EC2::VPCEndpoint',
    handler(
      'private-dns-enabled cannot be set because there is already a conflicting DNS domain for execute-api.us-east-1.amazonaws.com in the VPC vpc-0a1b',
    ),
    /takes only one/,
  ],
  ['AWS::EC2::VPC', handler('The maximum number of VPCs has been reached.'), /as many VPCs/],
  [
    'AWS::ApiGateway::Stage',
    handler('CloudWatch Logs role ARN must be set in account settings to enable logging'),
    /no role by which/,
  ],
  [
    'AWS::Lambda::Function',
    handler(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10].",
    ),
    /reserves more/,
  ],
  [
    'AWS::EC2::VPCEndpoint',
    handler(
      'The VPC endpoint service com.amazonaws.us-east-1.execute-api does not support the availability zone of the subnet: subnet-0b49.',
    ),
    /not offered in the zone/,
  ],
  [
    'AWS::EC2::Instance',
    handler(
      'Your requested instance type (t4g.nano) is not supported in your requested Availability Zone (us-east-1e).',
    ),
    /no instances of that type/,
  ],
  [
    'AWS::Logs::LogGroup',
    `Resource handler returned message: "Resource of type 'AWS::Logs::LogGroup' with identifier '{"/properties/LogGroupName":"x"}' already exists." (HandlerErrorCode: AlreadyExists)`,
    /is there/,
  ],
  [
    'AWS::Logs::LogGroup',
    handler(
      "The specified KMS key does not exist or is not allowed to be used with LogGroup 'arn:aws:logs:us-east-1:111122223333:log-group:x'",
    ),
    /LogKmsKeyArn/,
  ],
  [
    'AWS::IAM::Role',
    handler(
      'User: arn:aws:iam::111122223333:user/me is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/x',
    ),
    /may not make the roles/,
  ],
  [
    'AWS::IAM::Role',
    handler(
      'User: arn:aws:iam::1:user/me is not authorized to perform: iam:CreateRole on resource: x with an explicit deny in a service control policy',
    ),
    /organization/,
  ],
  ['AWS::EC2::VPC', handler('User: x is not authorized to perform: ec2:CreateVpc'), /lack the action/],
  [
    stack,
    'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/',
    /could not read the template/,
  ],
  [
    'AWS::EC2::SecurityGroup',
    handler('resource sg-01a2 has a dependent object'),
    /still uses the security group/,
  ],
  [
    'AWS::EC2::Subnet',
    handler("The subnet 'subnet-1' has dependencies and cannot be deleted."),
    /still in the subnet/,
  ],
  [stack, 'Stack [secure-private-api] cannot be deleted while TerminationProtection is enabled', /protected/],
  [
    stack,
    'Parameter validation failed: parameter value vpc-1 for parameter name VpcId does not exist. Rollback requested by user.',
    /not in this account/,
  ],
  [
    stack,
    'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.',
    /in the account already/,
  ],
]

test.each(REASONS)('%s: %s', (type, reason, why) => {
  expect(hintFor(type, reason)?.why).toMatch(why)
})

describe('the probe', () => {
  const CIDR = '10.10.0.0/16'
  const refused = { kind: 'no-name', code: 'ENOTFOUND' } as const
  const greeted = {
    kind: 'answered',
    addresses: ['10.10.2.1'],
    status: 200,
    message: 'Hi Miztikal World, Hello from Lambda running at 1',
  } as const
  const reasonOf = (...callers: [Parameters<typeof verdict>[0], Parameters<typeof verdict>[1]]) => {
    const said = verdict(...callers, CIDR)
    return custom(said.kind === 'passed' ? '' : said.reason)
  }
  const nowhere = { kind: 'no-answer', addresses: ['10.10.2.1'], code: 'timeout' } as const

  test.each([
    ['the internet is greeted', reasonOf(refused, greeted), /should be private/],
    ['no name inside', reasonOf(refused, refused), /does not resolve in the VPC/],
    ['no answer inside', reasonOf(nowhere, refused), /are dropped/],
    [
      'refused inside, which quotes a refusal of IAM',
      reasonOf(
        {
          ...greeted,
          status: 403,
          message: 'User: anonymous is not authorized to perform: execute-api:Invoke',
        },
        refused,
      ),
      /a policy refused it/,
    ],
    [
      'the caller inside failed',
      reasonOf({ kind: 'caller-failed', message: 'Rate Exceeded' }, refused),
      /failed by itself/,
    ],
    [
      'another answer inside',
      reasonOf({ ...greeted, status: 502, message: 'Internal server error' }, refused),
      /not with the greeting/,
    ],
    ['no answer outside', reasonOf(greeted, nowhere), /neither refused nor/],
  ])('%s', (_, reason, why) => expect(hintFor(probe, reason)?.why).toMatch(why))
})

test('what is not known gets no hint', () => {
  expect(hintFor('AWS::EC2::VPC', 'something new')).toBeUndefined()
  expect(hintFor('AWS::EC2::VPC', undefined)).toBeUndefined()
})

test('what could be said of many resources is said of its own type only', () => {
  expect(hintFor('AWS::Route53Resolver::ResolverEndpoint', 'address 10.10.2.10 is in use')?.cure).toMatch(
    /ResolverHost/,
  )
  expect(hintFor('AWS::EC2::VPC', 'the name is in use')).toBeUndefined()
})

test('parts of a pattern in another order do not fit', () => {
  expect(
    hintFor('AWS::Logs::LogGroup', "already exists: Resource of type 'AWS::Logs::LogGroup' with identifier"),
  ).toBeUndefined()
})

test.each(HINTS.map((hint) => [hint.says, hint] as const))(
  '%s: the hint is found by itself',
  (says, hint) => {
    expect(hintFor(hint.type ?? 'AWS::Any::Thing', says)).toBe(hint)
    expect(hint.why).toMatch(/^[A-Z].*[^.]\.$/)
    expect(hint.cure).toMatch(/^(npm |[A-Z]).*\.$/)
  },
)
