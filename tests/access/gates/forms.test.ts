import type { Declared } from '../network/region.ts'
import { api, changed, small } from '../network/small.ts'
import { send } from './calls.ts'

const base: Record<string, Declared> = { ...small, ...api }
const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }
const openTo = (cidr: string) =>
  changed(base, 'EndpointGroup', { SecurityGroupIngress: [{ ...https, CidrIp: cidr }] })

describe('the ways to address an API', () => {
  const dark = changed(base, 'Endpoint', { PrivateDnsEnabled: false })
  const unlisted = changed(dark, 'Api', { EndpointConfiguration: { Types: ['PRIVATE'] } })

  test('by the alias of API and endpoint, without private DNS', () => {
    expect(send(dark, 'client', { form: 'alias-name' }).answer).toBe('200')
    expect(send(unlisted, 'client', { form: 'alias-name' })).toMatchObject({ at: 'name' })
  })
  test('by the name of the endpoint, listed or not (semantics, section 2.1)', () => {
    expect(send(unlisted, 'client', { form: 'endpoint-name' }).answer).toBe('200')
  })
  test.each(['alias-name', 'endpoint-name'] as const)(
    'the internet finds the %s, and no way there',
    (form) => {
      expect(send(base, 'internet', { form })).toMatchObject({
        at: 'route',
        answer: 'curl: (28) Connection timed out',
      })
    },
  )
  test('the corporate network gets there by the alias if the endpoint admits it', () => {
    expect(send(openTo('192.168.0.0/16'), 'corporate', { form: 'alias-name' }).answer).toBe('200')
    expect(send(base, 'corporate', { form: 'alias-name' })).toMatchObject({ at: 'packet filters' })
  })
  test('another VPC has the alias of its own endpoint only if the API lists it', () => {
    expect(send(base, 'otherVpc', { form: 'alias-name' })).toMatchObject({ at: 'name' })
    const listed = changed(base, 'Api', {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-0ffffffffffffffff'] },
    })
    expect(send(listed, 'otherVpc', { form: 'alias-name' })).toMatchObject({ at: 'authorization' })
  })
  test.each(['default-name', 'alias-name', 'endpoint-name'] as const)(
    'nobody finds the %s in a VPC without a resolver; the internet still does',
    (form) => {
      const mute = changed(base, 'Vpc', { EnableDnsSupport: false })
      expect(send(mute, 'client', { form })).toMatchObject({ at: 'name' })
      expect(send(mute, 'stranger', { form })).toMatchObject({ at: 'name' })
      if (form !== 'default-name') expect(send(mute, 'internet', { form })).toMatchObject({ at: 'route' })
    },
  )
  test.each(['default-name', 'alias-name', 'endpoint-name'] as const)(
    'the %s of an endpoint in no subnet has no address',
    (form) => {
      const nowhere = changed(base, 'Endpoint', { SubnetIds: undefined })
      const { at, because } = send(nowhere, 'client', { form })
      expect(at).toBe('name')
      expect(because[0]?.says).toBe('Endpoint is in no subnet: it has no address')
    },
  )
})
