import { type Any, objects, readTemplate } from '../support/dist.ts'

const { Resources, Outputs, Parameters, Conditions } = readTemplate('api-consumer')

describe('the consumer', () => {
  const { Properties } = Resources.Consumer

  it('is an instance with IMDSv2 only, an encrypted gp3 volume and no key pair', () => {
    expect(Properties.MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 })
    expect(Properties.BlockDeviceMappings[0].Ebs).toMatchObject({ Encrypted: true, VolumeType: 'gp3' })
    expect(Properties.KeyName).toBeUndefined()
  })

  it('lets nobody in, and out only HTTPS and DNS within the VPC', () => {
    const { SecurityGroupIngress, SecurityGroupEgress } = Resources.ConsumerSecurityGroup.Properties
    expect(SecurityGroupIngress).toBeUndefined()
    const always = SecurityGroupEgress.filter((rule: Any) => !rule['Fn::If'])
    expect(always.map((rule: Any) => [rule.IpProtocol, rule.FromPort, rule.ToPort, rule.CidrIp])).toEqual([
      ['tcp', 443, 443, { Ref: 'VpcCidr' }],
      ['udp', 53, 53, { Ref: 'VpcCidr' }],
      ['tcp', 53, 53, { Ref: 'VpcCidr' }],
    ])
  })

  it('goes out to the internet, by HTTPS, only from a public subnet', () => {
    const [condition, rule] = Resources.ConsumerSecurityGroup.Properties.SecurityGroupEgress.at(-1)['Fn::If']
    expect(condition).toBe('PublicSubnet')
    expect(rule).toMatchObject({ FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' })
    expect(Properties.NetworkInterfaces[0].AssociatePublicIpAddress['Fn::If']).toEqual([
      'PublicSubnet',
      true,
      false,
    ])
  })

  it('is reached through endpoints of its own where the VPC has no internet and no such endpoints', () => {
    expect(Resources.SsmEndpoint.Condition).toBe('SystemsManagerEndpoints')
    expect(Resources.SsmMessagesEndpoint.Condition).toBe('SystemsManagerEndpoints')
    expect([...objects(Conditions.SystemsManagerEndpoints)]).toContainEqual({ Ref: 'PublicSubnetId' })
    expect(Parameters.SystemsManagerAccess.Default).toBe('interface-endpoints')
  })

  it('shows an unsigned call or a signed one, as the API asks for', () => {
    expect(Outputs.Curl.Condition).toBe('UnsignedCallers')
    expect(Outputs.SignedCurl.Condition).toBe('SignedCallers')
    expect(Outputs.SignedCurl.Value['Fn::Sub']).toContain('--aws-sigv4 aws:amz:${AWS::Region}:execute-api')
  })
})

describe('the probe', () => {
  const ids = ['ProbeResult', 'ProbeFunction', 'ProbeRole', 'ProbeLogs', 'InsideCaller', 'InsideCallerRole']

  it.each([...ids, 'InsideCallerSecurityGroup', 'InsideCallerLogs'])('can be left out: %s', (id) => {
    expect(Resources[id].Condition).toBe('ProbeOn')
  })

  it('is on by default', () => {
    expect(Parameters.Probe).toMatchObject({ Default: 'on', AllowedValues: ['on', 'off'] })
  })

  it('calls from inside the VPC and from outside', () => {
    expect(Resources.InsideCaller.Properties.VpcConfig.SubnetIds).toEqual({ Ref: 'IsolatedSubnetIds' })
    expect(Resources.ProbeFunction.Properties.VpcConfig).toBeUndefined()
    expect(Resources.ProbeResult.Properties.ServiceToken).toEqual({ 'Fn::GetAtt': ['ProbeFunction', 'Arn'] })
  })

  it('fails in bounded time: the stack waits longer for it than it may run, and not for an hour', () => {
    const { ServiceTimeout } = Resources.ProbeResult.Properties
    expect(ServiceTimeout).toBeGreaterThan(Resources.ProbeFunction.Properties.Timeout)
    expect(ServiceTimeout).toBeLessThanOrEqual(900)
  })

  it('runs again when the API serves something new', () => {
    expect(Resources.ProbeResult.Properties.DeploymentId).toEqual({ Ref: 'DeploymentId' })
  })

  it('outputs what its callers got', () => {
    expect(Outputs.InsideVpc.Value).toEqual({ 'Fn::GetAtt': ['ProbeResult', 'InsideVpc'] })
    expect(Outputs.OutsideVpc.Value).toEqual({ 'Fn::GetAtt': ['ProbeResult', 'OutsideVpc'] })
  })
})
