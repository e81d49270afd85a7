import { replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (old: string, now: string) => within('Api', replace(old, now))

const CORPORATE = `                  - !If
                    - Corporate
                    - !Ref CorporateCidr
                    - !Ref AWS::NoValue
`

/** The condition on the network. */
export const networkConditions: readonly Harmful[] = [
  {
    id: 'the addresses are compared with aws:SourceIp, which AWS leaves open behind an endpoint',
    file,
    edit: swap('aws:VpcSourceIp', 'aws:SourceIp'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the addresses are compared with aws:SourceVpc',
    file,
    edit: swap('aws:VpcSourceIp', 'aws:SourceVpc'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the Deny is for our addresses: IpAddress',
    file,
    edit: swap('NotIpAddress', 'IpAddress'),
    expect: ['only-our-networks', 'consumer-is-accepted'],
  },
  {
    id: 'the addresses are compared as texts: StringNotEquals',
    file,
    edit: swap('NotIpAddress:\n', 'StringNotEqualsIgnoreCase:\n'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'every address may call: 0.0.0.0/0',
    file,
    edit: swap('- !Ref VpcCidr', '- 0.0.0.0/0'),
    expect: ['only-our-networks'],
  },
  {
    id: 'all of 10.0.0.0/8 may call as well',
    file,
    edit: swap('- !Ref VpcCidr\n', '- !Ref VpcCidr\n                  - 10.0.0.0/8\n'),
    expect: ['only-our-networks'],
  },
  {
    id: 'half of all addresses may call as well: 128.0.0.0/1',
    file,
    edit: swap('- !Ref VpcCidr\n', '- !Ref VpcCidr\n                  - 128.0.0.0/1\n'),
    expect: ['only-our-networks'],
  },
  {
    id: "another block may call instead of the VPC's",
    file,
    edit: swap('- !Ref VpcCidr', '- 192.0.2.0/24'),
    expect: ['only-our-networks', 'consumer-is-accepted'],
  },
  {
    id: "the VPC's block is not on the list",
    file,
    edit: swap('                  - !Ref VpcCidr\n', ''),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the corporate block is not on the list',
    file,
    edit: swap(CORPORATE, ''),
    expect: ['corporate-is-accepted'],
  },
  {
    id: 'the corporate block is on the list only where there is none',
    file,
    edit: swap(
      '                    - !Ref CorporateCidr\n                    - !Ref AWS::NoValue\n',
      '                    - !Ref AWS::NoValue\n                    - !Ref CorporateCidr\n',
    ),
    expect: ['corporate-is-accepted'],
  },
]
