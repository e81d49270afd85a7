import { inCidr } from '../../handlers/cidr.ts'

describe('inCidr', () => {
  it.each([
    ['10.10.2.13', '10.10.0.0/16', true],
    ['10.10.0.0', '10.10.0.0/16', true],
    ['10.10.255.255', '10.10.0.0/16', true],
    ['10.11.0.0', '10.10.0.0/16', false],
    ['10.9.255.255', '10.10.0.0/16', false],
    ['192.168.1.200', '192.168.1.128/25', true],
    ['192.168.1.127', '192.168.1.128/25', false],
    ['3.3.3.3', '0.0.0.0/0', true],
    ['3.3.3.3', '3.3.3.3/32', true],
    ['3.3.3.4', '3.3.3.3/32', false],
    ['10.10.7.7', '10.10.1.1/16', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['::ffff:10.10.2.13', '10.10.0.0/16', false],
    ['not an address', '0.0.0.0/0', false],
  ])('%s in %s is %s', (address, cidr, inside) => {
    expect(inCidr(address, cidr)).toBe(inside)
  })

  it.each(['', '10.10.0.0', '10.10.0.0/33', '10.10.0.0/', '10.10.0/16', '2001:db8::/32'])(
    'rejects the block "%s"',
    (cidr) => {
      expect(() => inCidr('10.10.2.13', cidr)).toThrow('is not an IPv4 CIDR block')
    },
  )
})
