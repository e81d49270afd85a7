import { type Any, ofType, readTemplate, templateNames } from '../support/dist.ts'

const main = readTemplate('main')
const children = Object.fromEntries(ofType(main, 'AWS::CloudFormation::Stack'))

describe('main.yaml', () => {
  it('nests the four templates from the bucket and prefix it is given', () => {
    const urls = Object.values<Any>(children).map(({ Properties }) => Properties.TemplateURL['Fn::Sub'])
    const bucket = 'https://${TemplateBucketName}.s3.${AWS::Region}.${AWS::URLSuffix}/${TemplateKeyPrefix}'
    expect(urls).toEqual(templateNames.slice(1).map((name) => `${bucket}${name}.yaml`))
  })

  it('lets the public API, the consumer and the VPC be left out', () => {
    expect(children.UnsecurePublicApi.Condition).toBe('PublicApiIncluded')
    expect(children.ApiConsumer.Condition).toBe('ConsumerIncluded')
    expect(children.SecurePrivateApiVpc.Condition).toBe('OwnVpc')
    expect(children.SecurePrivateApi.Condition).toBeUndefined()
  })

  it.each([
    ['VpcEndpointId', 'ExistingVpcEndpointId'],
    ['VpcId', 'ExistingVpcId'],
    ['VpcCidr', 'ExistingVpcCidr'],
    ['IsolatedSubnetIds', 'ExistingIsolatedSubnetIds'],
  ])('gives the private API the %s of its VPC or that of an endpoint that exists', (name, existing) => {
    const own = { 'Fn::GetAtt': ['SecurePrivateApiVpc', `Outputs.${name}`] }
    const value = children.SecurePrivateApi.Properties.Parameters[name]
    expect(value).toEqual({ 'Fn::If': ['OwnVpc', own, { Ref: existing }] })
  })

  it('asks for all that an existing endpoint must come with', () => {
    const { Assertions } = main.Rules.ExistingEndpointIsComplete
    const names = Assertions.map((a: Any) => a.Assert['Fn::Not'][0]['Fn::Equals'][0].Ref)
    expect(names).toEqual(['ExistingVpcId', 'ExistingVpcCidr', 'ExistingIsolatedSubnetIds'])
  })

  it('makes the account-wide log role once: neither API makes its own, both wait for it', () => {
    for (const id of ['UnsecurePublicApi', 'SecurePrivateApi']) {
      const [condition, waiting, otherwise] = children[id].Properties.Parameters.ApiGatewayLogRole['Fn::If']
      expect(condition).toBe('CreateApiGatewayLogRole')
      expect(waiting).toEqual({ 'Fn::Select': [0, ['existing', { Ref: 'ApiGatewayAccount' }]] })
      expect(otherwise).toBe('existing')
    }
  })

  it('shows an output only where the stack it comes from has it', () => {
    const conditions = Object.fromEntries(
      Object.entries<Any>(main.Outputs).map(([name, output]) => [name, output.Condition]),
    )
    expect(conditions).toMatchObject({
      ApiUrl: 'PublicApiIncluded',
      ResolverAddresses: 'OwnResolver',
      Curl: 'ConsumerUnsigned',
      SignedCurl: 'ConsumerSigned',
      InsideVpc: 'ProbeOn',
      OutsideVpc: 'ProbeOn',
    })
  })
})
