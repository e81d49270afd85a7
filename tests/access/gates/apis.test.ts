import { readApis } from '../../../scripts/access/model/index.ts'
import { resolve, resolveConcrete } from '../../../scripts/template/resolve.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { type Declared, ref, regionOf } from '../network/region.ts'
import { api, changed, small } from '../network/small.ts'

const base: Record<string, Declared> = { ...small, ...api }
const read = (resources: Record<string, Declared>) => readApis(regionOf(resources))

test('an API of what is modelled reports nothing and assumes nothing', () => {
  expect(read(base)).toMatchObject({ unmodelled: [], assumptions: [] })
})

describe('what is not modelled is reported', () => {
  test.each<[string, Record<string, Declared>, string, string]>([
    ['an OpenAPI body', changed(base, 'Api', { Body: { openapi: '3.0.1' } }), 'has Body', 'api'],
    ['a body in S3', changed(base, 'Api', { BodyS3Location: { Bucket: 'b' } }), 'has BodyS3Location', 'api'],
    [
      'a custom domain',
      { ...base, Domain: { type: 'AWS::ApiGateway::DomainNameV2' } },
      'DomainNameV2 (Domain)',
      'api',
    ],
    ['an authorizer', { ...base, Gate: { type: 'AWS::ApiGateway::Authorizer' } }, 'Authorizer (Gate)', 'api'],
    ['a function URL', { ...base, Url: { type: 'AWS::Lambda::Url' } }, 'AWS::Lambda::Url (Url)', 'function'],
    [
      'a canary',
      changed(base, 'Stage', { CanarySetting: { PercentTraffic: 5 } }),
      'has CanarySetting',
      'api',
    ],
    ['an API key', changed(base, 'GetPets', { ApiKeyRequired: true }), 'asks for an API key', 'api'],
    [
      'a method elsewhere',
      changed(base, 'GetPets', { RestApiId: 'abc1234567' }),
      'a method of an API made elsewhere',
      'api',
    ],
    [
      'a stage elsewhere',
      changed(base, 'Stage', { RestApiId: 'abc1234567' }),
      'a stage of an API made elsewhere',
      'api',
    ],
    ['a path elsewhere', changed(base, 'Pets', { ParentId: 'abc123' }), 'the path of a method', 'api'],
    [
      'a deployment elsewhere',
      changed(base, 'Stage', { DeploymentId: 'abc123' }),
      'a deployment made elsewhere',
      'api',
    ],
    [
      'two types',
      changed(base, 'Api', { EndpointConfiguration: { Types: ['PRIVATE', 'EDGE'] } }),
      'more than one type',
      'api',
    ],
    [
      'a permission for an organisation',
      changed(base, 'Permission', { PrincipalOrgID: 'o-1' }),
      'has PrincipalOrgID',
      'function',
    ],
  ])('%s', (_, resources, what, touches) => {
    expect(read(resources).unmodelled).toContainEqual({
      what: expect.stringContaining(what),
      touches,
      at: expect.objectContaining({ file: 'test.yaml' }),
    })
  })
})

describe('a stage that gets its deployment from a custom resource', () => {
  const through = (deployment: unknown): Record<string, Declared> =>
    changed(
      { ...base, Redeploy: { type: 'Custom::Redeploy', properties: { DeploymentId: deployment } } },
      'Stage',
      { DeploymentId: { $att: ['Redeploy', 'DeploymentId'] } },
    )

  test('serves the deployment that the custom resource is given, which is an assumption', () => {
    const { apis, assumptions, unmodelled } = read(through(ref('Deployment')))
    expect(apis[0]?.stages[0]).toMatchObject({ deployment: { address: 'Deployment' }, through: 'Redeploy' })
    expect(assumptions.map(({ id }) => id)).toEqual([
      'redeploy-returns-deployment',
      'custom-resource-changes-nothing',
    ])
    expect(unmodelled).toEqual([])
  })
  test('serves nothing known when that is given none', () => {
    const { apis, unmodelled } = read(through('other'))
    expect(apis[0]?.stages[0]?.deployment).toBeUndefined()
    expect(unmodelled).toHaveLength(1)
  })
})

const values = new Map(
  Object.entries({ ExistingVpcEndpointId: '', PublicApi: 'include', TemplateBucketName: 'bucket' }),
)
test.each([
  ['with symbols', () => resolve(openStacks(undefined, values))],
  ['with plain values', () => resolveConcrete(openStacks(undefined, values))],
])('our templates %s are understood in full', (_, region) => {
  const { apis, unmodelled, permissions, functions } = readApis(region())
  expect(unmodelled.filter(({ what }) => !what.includes('condition'))).toEqual([])
  expect(apis.map(({ address, methods }) => [address, methods.map(({ path }) => path)])).toEqual([
    ['UnsecurePublicApi/Api', ['/unsecure/greeter']],
    ['SecurePrivateApi/Api', ['/secure/greeter']],
  ])
  expect(
    apis.map(({ stages }) => stages.map(({ deployment, through }) => [deployment !== undefined, through])),
  ).toEqual([[[true, undefined]], [[true, 'SecurePrivateApi/Redeploy']]])
  expect([permissions.length, functions.length]).toEqual([2, 5])
})
