import { remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'api-consumer.yaml'

const HTTPS = `        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: !Ref VpcCidr
          Description: HTTPS to the endpoints
`
const rule = (old: string, now: string) =>
  within('ConsumerSecurityGroup', replace(HTTPS, replace(old, now)(HTTPS).text))
const INVOKE = `              - !If
                - SignedCallers
                - Effect: Allow
                  Action: execute-api:Invoke
                  Resource: !Sub arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${RestApiId}/miztiik/GET/secure/greeter
                - !Ref AWS::NoValue
`

/** The consumer cannot get out to the endpoint, or is not where it should be. */
export const consumer: readonly Harmful[] = [
  {
    id: 'the consumer may not send https',
    file,
    edit: within('ConsumerSecurityGroup', remove(HTTPS)),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer may send https to another block only',
    file,
    edit: rule('!Ref VpcCidr', '192.0.2.0/24'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer may send to another port only',
    file,
    edit: rule(
      '          FromPort: 443\n          ToPort: 443\n',
      '          FromPort: 8443\n          ToPort: 8443\n',
    ),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer may send udp only',
    file,
    edit: rule('tcp', 'udp'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer has a group that is not in the templates',
    file,
    edit: within('Consumer', replace('!GetAtt ConsumerSecurityGroup.GroupId', 'sg-0123456789abcdef0')),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer is in a subnet that is not in the templates',
    file,
    edit: within(
      'Consumer',
      replace(
        `            - !Select
              - 0
              - !Ref IsolatedSubnetIds
`,
        '            - subnet-0123456789abcdef0\n',
      ),
    ),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the role of the signing consumer may not invoke',
    file,
    edit: within('ConsumerRole', remove(INVOKE)),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the role of the signing consumer may invoke POST only',
    file,
    edit: within('ConsumerRole', replace('/miztiik/GET/', '/miztiik/POST/')),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the role of the signing consumer is denied to invoke',
    file,
    edit: within(
      'ConsumerRole',
      replace(
        '                - Effect: Allow\n                  Action: execute-api:Invoke',
        '                - Effect: Deny\n                  Action: execute-api:Invoke',
      ),
    ),
    expect: ['consumer-is-accepted'],
  },
]
