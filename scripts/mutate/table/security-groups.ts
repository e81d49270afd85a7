import { addResource, insert, remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api-vpc.yaml'
const inGroup = (edit: ReturnType<typeof replace>) => within('ApiEndpointSecurityGroup', edit)

const FROM_VPC = `        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: !Ref VpcCidr
          Description: HTTPS from the VPC
`
const FROM_CORPORATE = `        - !If
          - Corporate
          - IpProtocol: tcp
            FromPort: 443
            ToPort: 443
            CidrIp: !Ref CorporateCidr
            Description: HTTPS from corporate
          - !Ref AWS::NoValue
`
/** Edits the rule for the VPC, whose lines the other rule has as well. */
const rule = (old: string, now: string) => inGroup(replace(FROM_VPC, replace(old, now)(FROM_VPC).text))

/** What the security group of the endpoint lets in. */
export const securityGroups: readonly Harmful[] = [
  {
    id: 'the endpoint lets in every address',
    file,
    edit: rule('!Ref VpcCidr', '0.0.0.0/0'),
    expect: ['only-listed-peers'],
  },
  {
    id: 'the endpoint lets in all of 10.0.0.0/8',
    file,
    edit: rule('!Ref VpcCidr', '10.0.0.0/8'),
    expect: ['only-listed-peers'],
  },
  {
    id: 'the endpoint lets in another block instead',
    file,
    edit: rule('!Ref VpcCidr', '192.0.2.0/24'),
    expect: ['only-listed-peers', 'consumer-is-accepted'],
  },
  {
    id: 'the endpoint lets in every port',
    file,
    edit: rule(
      '          FromPort: 443\n          ToPort: 443\n',
      '          FromPort: 0\n          ToPort: 65535\n',
    ),
    expect: ['only-https'],
  },
  {
    id: 'the endpoint lets in port 80 to 443',
    file,
    edit: rule('FromPort: 443', 'FromPort: 80'),
    expect: ['only-https'],
  },
  {
    id: 'the endpoint lets in all traffic',
    file,
    edit: rule('IpProtocol: tcp\n          FromPort: 443\n          ToPort: 443\n', 'IpProtocol: "-1"\n'),
    expect: ['only-https'],
  },
  {
    id: 'the endpoint lets in udp instead of tcp',
    file,
    edit: rule('tcp', 'udp'),
    expect: ['only-https', 'consumer-is-accepted'],
  },
  {
    id: 'the endpoint lets in another port instead',
    file,
    edit: rule(
      '          FromPort: 443\n          ToPort: 443\n',
      '          FromPort: 8443\n          ToPort: 8443\n',
    ),
    expect: ['only-https', 'consumer-is-accepted'],
  },
  {
    id: 'the endpoint lets in ssh as well',
    file,
    edit: inGroup(
      insert(
        FROM_VPC,
        `        - IpProtocol: tcp
          FromPort: 22
          ToPort: 22
          CidrIp: !Ref VpcCidr
`,
      ),
    ),
    expect: ['only-https'],
  },
  {
    id: 'the endpoint lets in every IPv6 address, which the model has not',
    file,
    edit: inGroup(
      insert(
        FROM_VPC,
        `        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIpv6: ::/0
`,
      ),
    ),
    expect: ['only-listed-peers'],
  },
  {
    id: 'the endpoint lets in a prefix list that is not in the templates',
    file,
    edit: rule('CidrIp: !Ref VpcCidr', 'SourcePrefixListId: pl-0123456789abcdef0'),
    expect: ['only-listed-peers'],
  },
  {
    id: "the endpoint lets in another group's members instead of the VPC",
    file,
    edit: rule('CidrIp: !Ref VpcCidr', 'SourceSecurityGroupId: !GetAtt Vpc.DefaultSecurityGroup'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint does not let in the VPC',
    file,
    edit: inGroup(remove(FROM_VPC)),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the endpoint does not let in the corporate network',
    file,
    edit: inGroup(remove(FROM_CORPORATE)),
    expect: ['corporate-is-accepted'],
  },
  {
    id: 'the endpoint lets in every address instead of the corporate network',
    file,
    edit: inGroup(replace('!Ref CorporateCidr', '0.0.0.0/0')),
    expect: ['only-listed-peers'],
  },
  {
    id: 'a rule of its own lets every address in',
    file,
    edit: addResource(`  OpenToAll:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt ApiEndpointSecurityGroup.GroupId
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      CidrIp: 0.0.0.0/0
`),
    expect: ['only-listed-peers'],
  },
]
