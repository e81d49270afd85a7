import { insert, remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'main.yaml'
const inStack = (name: string, old: string, now: string) => within(name, replace(old, now))
const OUTPUT = '!GetAtt SecurePrivateApiVpc.Outputs.'
const CORPORATE = '        CorporateCidr: !Ref CorporateCidr\n'
const VPC_CIDR = `        VpcCidr: !If
          - OwnVpc
          - ${OUTPUT}VpcCidr
          - !Ref ExistingVpcCidr
`

/** Which value goes where in main.yaml. */
export const wiring: readonly Harmful[] = [
  {
    id: "the API is told the VPC's id as the endpoint's",
    file,
    edit: inStack('SecurePrivateApi', `${OUTPUT}VpcEndpointId`, `${OUTPUT}VpcId`),
    expect: ['values-can-match', 'consumer-is-accepted'],
  },
  {
    id: "the API is told the existing endpoint's id where there is none",
    file,
    edit: inStack('SecurePrivateApi', `${OUTPUT}VpcEndpointId`, '!Ref ExistingVpcEndpointId'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: "the API is told the corporate block as the VPC's",
    file,
    edit: inStack('SecurePrivateApi', `${OUTPUT}VpcCidr`, '!Ref CorporateCidr'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: "the API is told the VPC's block as the corporate one",
    file,
    edit: inStack('SecurePrivateApi', CORPORATE, '        CorporateCidr: !Ref VpcCidr\n'),
    expect: ['corporate-is-accepted'],
  },
  {
    id: 'the API is told that every address is corporate',
    file,
    edit: inStack('SecurePrivateApi', CORPORATE, '        CorporateCidr: 0.0.0.0/0\n'),
    expect: ['only-our-networks'],
  },
  {
    id: 'the API is told of no corporate network',
    file,
    edit: within('SecurePrivateApi', remove(CORPORATE)),
    expect: ['corporate-is-accepted'],
  },
  {
    id: "the API is not told the VPC's block, so it takes its default",
    file,
    edit: within('SecurePrivateApi', remove(VPC_CIDR)),
    expect: ['only-our-networks', 'consumer-is-accepted'],
  },
  {
    id: 'the API is not told to ask for signatures, so it asks for none',
    file,
    edit: within('SecurePrivateApi', remove('        Authorization: !Ref Authorization\n')),
    expect: ['settings-are-obeyed'],
  },
  {
    id: 'the API asks for no signatures, whatever is set',
    file,
    edit: inStack('SecurePrivateApi', 'Authorization: !Ref Authorization', 'Authorization: NONE'),
    expect: ['settings-are-obeyed'],
  },
  {
    id: 'the API is not told where its greeter runs, so it takes its default',
    file,
    edit: within('SecurePrivateApi', remove('        GreeterPlacement: !Ref GreeterPlacement\n')),
    expect: ['settings-are-obeyed'],
  },
  {
    id: 'the network is told of no corporate network',
    file,
    edit: within('SecurePrivateApiVpc', remove(CORPORATE)),
    expect: ['corporate-is-accepted'],
  },
  {
    id: 'the network is told that every address is corporate',
    file,
    edit: inStack('SecurePrivateApiVpc', CORPORATE, '        CorporateCidr: 0.0.0.0/0\n'),
    expect: ['only-listed-peers'],
  },
  {
    id: "the consumer is told the corporate block as the VPC's",
    file,
    edit: inStack('ApiConsumer', `${OUTPUT}VpcCidr`, '!Ref CorporateCidr'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: "the consumer is not told the VPC's block, so it takes its default",
    file,
    edit: within('ApiConsumer', remove(VPC_CIDR)),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer is told the existing subnets where there are none',
    file,
    edit: inStack('ApiConsumer', `${OUTPUT}IsolatedSubnetIds`, '!Ref ExistingIsolatedSubnetIds'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the consumer is not told to sign, so its role may not invoke',
    file,
    edit: within('ApiConsumer', remove('        Authorization: !Ref Authorization\n')),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the network is made only where there is an endpoint already',
    file,
    edit: within(
      'SecurePrivateApiVpc',
      replace('    Condition: OwnVpc\n', '    Condition: ConsumerSigned\n'),
    ),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the template of the network is not there',
    file,
    edit: inStack('SecurePrivateApiVpc', 'secure-private-api-vpc.yaml', 'network.yaml'),
    expect: ['consumer-is-accepted', 'only-listed-peers'],
  },
  {
    id: 'the corporate block may be every address',
    file,
    edit: within('CorporateCidr', replace('{3}/(8|9|', '{3}/(0|8|9|')),
    expect: ['only-our-networks'],
  },
  {
    id: 'a resource that nobody knows stands in the root',
    file,
    edit: replace(
      '\nOutputs:\n',
      `
  Mystery:
    Type: AWS::Mystery::Door
Outputs:
`,
    ),
    expect: ['only-our-endpoint', 'consumer-is-accepted'],
  },
  {
    id: 'the template is rewritten by a transform that nobody knows',
    file,
    edit: insert('AWSTemplateFormatVersion: "2010-09-09"\n', 'Transform: SomebodysMacro\n'),
    expect: ['only-our-endpoint', 'consumer-is-accepted'],
  },
]
