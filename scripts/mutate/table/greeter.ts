import { addResource, insert, remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (name: string, old: string, now: string) => within(name, replace(old, now))

const EGRESS = `        - IpProtocol: "-1"
          CidrIp: 127.0.0.1/32
          Description: "Nothing: no packet leaves for loopback"
`

/** What the greeter can reach, and whether it can write its log. */
export const greeter: readonly Harmful[] = [
  {
    id: 'the greeter may send anything to anybody',
    file,
    edit: swap('GreeterSecurityGroup', '127.0.0.1/32', '0.0.0.0/0'),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: 'the greeter may send https',
    file,
    edit: within(
      'GreeterSecurityGroup',
      replace(
        EGRESS,
        `        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
`,
      ),
    ),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: 'the greeter may send to those in its own group',
    file,
    edit: addResource(`  GreeterToItself:
    Type: AWS::EC2::SecurityGroupEgress
    Condition: GreeterIsolated
    Properties:
      GroupId: !GetAtt GreeterSecurityGroup.GroupId
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      DestinationSecurityGroupId: !GetAtt GreeterSecurityGroup.GroupId
`),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: 'the greeter may send udp',
    file,
    edit: within(
      'GreeterSecurityGroup',
      insert(
        EGRESS,
        `        - IpProtocol: udp
          FromPort: 53
          ToPort: 53
          CidrIp: 0.0.0.0/0
`,
      ),
    ),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: "the greeter's group is silent about egress, so it admits all",
    file,
    edit: within('GreeterSecurityGroup', remove(`      SecurityGroupEgress:\n${EGRESS}`)),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: 'the greeter has a group that is not in the templates',
    file,
    edit: swap('Greeter', '!GetAtt GreeterSecurityGroup.GroupId', 'sg-0123456789abcdef0'),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: 'the greeter names no group',
    file,
    edit: within(
      'Greeter',
      replace(
        `        - SecurityGroupIds:
            - !GetAtt GreeterSecurityGroup.GroupId
          SubnetIds`,
        '        - SubnetIds',
      ),
    ),
    expect: ['greeter-has-no-way-out'],
  },
  {
    id: 'the role of the greeter may write no log',
    file,
    edit: swap(
      'GreeterRole',
      `              - Effect: Allow
                Action:
                  - logs:CreateLogStream
                  - logs:PutLogEvents
                Resource: !GetAtt GreeterLogs.Arn
`,
      '',
    ),
    expect: ['function-writes-logs'],
  },
  {
    id: 'the role of the greeter may make log streams, and write nothing there',
    file,
    edit: within('GreeterRole', remove('                  - logs:PutLogEvents\n')),
    expect: ['function-writes-logs'],
  },
  {
    id: 'the role of the greeter is denied its log',
    file,
    edit: swap(
      'GreeterRole',
      'Effect: Allow\n                Action:\n                  - logs',
      'Effect: Deny\n                Action:\n                  - logs',
    ),
    expect: ['function-writes-logs'],
  },
  {
    id: "the role of the greeter may write somebody else's log",
    file,
    edit: swap('GreeterRole', '!GetAtt GreeterLogs.Arn', '!GetAtt RedeployLogs.Arn'),
    expect: ['function-writes-logs'],
  },
  {
    id: 'the greeter has the role of another function',
    file,
    edit: swap('Greeter', '!GetAtt GreeterRole.Arn', '!GetAtt RedeployRole.Arn'),
    expect: ['function-writes-logs'],
  },
  {
    id: 'the greeter writes to a log that its role does not cover',
    file,
    edit: swap('Greeter', '!Ref GreeterLogs', '!Ref RedeployLogs'),
    expect: ['function-writes-logs'],
  },
]
