import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutations } from '../../scripts/mutate/table/index.ts'
import { workshop } from '../../scripts/mutate/workshop.ts'

const folder = mkdtempSync(join(tmpdir(), 'evidence-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One deployment with everything in it: these tests are about what is said, not about all values. */
const given = {
  PublicApi: 'leave-out',
  Consumer: 'include',
  Probe: 'off',
  InternetAccess: 'public-subnets',
  CorporateCidr: '192.168.0.0/16',
  VpcCidr: '10.20.0.0/16',
  ExistingVpcEndpointId: '',
  Authorization: 'AWS_IAM',
  GreeterPlacement: 'isolated-subnets',
  ApiGatewayLogRole: 'existing',
  LogKmsKeyArn: '',
}
const { mutant } = workshop('dist', folder, new Map(Object.entries(given)))

/** What a theorem says of a mutant, at places only. */
function said(id: string, theorem: string): string[] {
  const mutation = mutations.find((one) => one.id === id)
  if (!mutation) throw new Error(`there is no mutation '${id}'`)
  const found = mutant(mutation).outcomes.find((one) => one.theorem === theorem && one.kind === 'REFUTED')
  return (found?.reasons ?? []).flatMap(({ text, at }) => (at ? `${text} ${at.replace(/:\d+$/, '')}` : []))
}

const MAIN = 'main.yaml'
const API = 'secure-private-api.yaml'
const VPC = 'secure-private-api-vpc.yaml'

/** Sentences that the evidence must have; what stood there alone before is in the other tests of the theorems. */
test.each<[id: string, theorem: string, sentences: string[]]>([
  [
    "the API is told the VPC's id as the endpoint's",
    'values-can-match',
    [
      `VpcEndpointId of SecurePrivateApi is passed here ${MAIN}`,
      `the output VpcId of SecurePrivateApiVpc stands here ${VPC}`,
    ],
  ],
  [
    "the stack gives out the VPC's id as the endpoint's",
    'values-can-match',
    [`the output VpcEndpointId of SecurePrivateApiVpc stands here ${VPC}`],
  ],
  [
    'the API is told of no corporate network',
    'corporate-is-accepted',
    [`SecurePrivateApi is passed no CorporateCidr, so it takes its default ${MAIN}`],
  ],
  [
    'the network is told of no corporate network',
    'corporate-is-accepted',
    [
      `SecurePrivateApiVpc/Resolver is not made under these conditions ${VPC}`,
      `SecurePrivateApiVpc is passed no CorporateCidr, so it takes its default ${MAIN}`,
    ],
  ],
  [
    'the consumer is not told to sign, so its role may not invoke',
    'consumer-is-accepted',
    ['left out here, as SignedCallers decides api-consumer.yaml'],
  ],
  [
    'the endpoint is in no subnet',
    'consumer-is-accepted',
    [`SecurePrivateApiVpc/ApiEndpoint is in no subnet, so it has no interface ${VPC}`],
  ],
  [
    'the endpoint is in a public subnet',
    'no-route-out',
    [`SecurePrivateApiVpc/ApiEndpoint is in SecurePrivateApiVpc/PublicSubnetB ${VPC}`],
  ],
  [
    'the isolated subnet has the routes of the public ones',
    'no-route-out',
    [`SecurePrivateApiVpc/IsolatedSubnetA gets this route here ${VPC}`],
  ],
  ['the method is ANY', 'only-api-invokes', [`its verb is ANY ${API}`]],
  ['the path is another', 'consumer-is-accepted', [`a part of its path is greeting ${API}`]],
  [
    'the stage has another name than the policy says',
    'consumer-is-accepted',
    [`it is served on the stage prod ${API}`],
  ],
  [
    'another service may invoke the greeter instead',
    'consumer-is-accepted',
    [`SecurePrivateApi/GreeterPermission is for events.amazonaws.com ${API}`],
  ],
  [
    'the permission is about another function',
    'consumer-is-accepted',
    [`SecurePrivateApi/GreeterPermission is about another function ${API}`],
  ],
  [
    'the greeter has the role of another function',
    'function-writes-logs',
    [`it is the role of SecurePrivateApi/Greeter ${API}`, `whose log is this ${API}`],
  ],
  [
    'the API is not deployed again when the authorization changes',
    'deployment-follows',
    [
      `a new value of Authorization changes SecurePrivateApi/GetGreeter, and the stage keeps serving the old one ${API}`,
    ],
  ],
  [
    'the API is not told to ask for signatures, so it asks for none',
    'settings-are-obeyed',
    [
      `SecurePrivateApi is passed nothing for Authorization ${MAIN}`,
      `whatever Authorization is set to here ${MAIN}`,
    ],
  ],
])('%s', (id, theorem, sentences) => {
  expect(said(id, theorem)).toEqual(expect.arrayContaining(sentences))
})

test('permissions that have nothing to do with it are not listed', () => {
  const lines = said('another service may invoke the greeter instead', 'consumer-is-accepted')
  expect(
    lines.filter((line) => line.includes('RedeployPermission') || line.includes('another function')),
  ).toEqual([])
})
