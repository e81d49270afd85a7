import type { NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { ownAddress, UNKNOWN_ADDRESS } from '../../handlers/own-address.ts'
import { captureStdout } from './stdout.ts'

let stdout: ReturnType<typeof captureStdout>
beforeEach(() => {
  stdout = captureStdout()
})
afterEach(() => jest.restoreAllMocks())

const noInternet: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
const answers = (body: string, status = 200) =>
  (() => Promise.resolve(new Response(body, { status }))) as typeof fetch

const entry = (family: string, address: string, internal = false) =>
  ({ family, address, internal }) as NetworkInterfaceInfo
const machine =
  (...entries: NetworkInterfaceInfo[]): typeof networkInterfaces =>
  () => ({ gone: undefined, eth0: entries })
const private7 = machine(
  entry('IPv4', '127.0.0.1', true),
  entry('IPv6', 'fe80::1'),
  entry('IPv4', '10.0.0.7'),
)

describe('ownAddress', () => {
  it.each([
    { given: 'a public address', ask: answers('3.3.3.3\n'), address: '3.3.3.3' },
    { given: 'a public IPv6 address', ask: answers('2001:db8::1'), address: '2001:db8::1' },
    { given: 'no internet', ask: noInternet, address: '10.0.0.7' },
    { given: 'a page instead of an address', ask: answers('<html>log in</html>'), address: '10.0.0.7' },
    { given: 'an address in an error', ask: answers('3.3.3.3', 503), address: '10.0.0.7' },
    { given: 'an address and much more', ask: answers(`3.3.3.3${'x'.repeat(99)}`), address: '10.0.0.7' },
    { given: 'nothing', ask: answers(''), address: '10.0.0.7' },
  ])('is $address when the internet gives $given', async ({ ask, address }) => {
    expect(await ownAddress(ask, private7)).toBe(address)
    expect(stdout.lines()).toEqual([])
  })

  it('gives the question a signal, so that an isolated VPC does not hold the first caller up', async () => {
    const ask = jest.fn(noInternet)
    await ownAddress(ask, private7)
    expect(ask).toHaveBeenCalledWith('https://checkip.amazonaws.com', { signal: expect.any(AbortSignal) })
  })

  it.each([
    { given: 'only itself', interfaces: machine(entry('IPv4', '127.0.0.1', true)), level: 'WARN' },
    { given: 'only IPv6', interfaces: machine(entry('IPv6', 'fe80::1')), level: 'WARN' },
    {
      given: 'unreadable interfaces',
      interfaces: () => {
        throw new Error('EPERM')
      },
      level: 'ERROR',
    },
  ])('is unknown and logged as $level on a machine with $given', async ({ interfaces, level }) => {
    expect(await ownAddress(noInternet, interfaces)).toBe(UNKNOWN_ADDRESS)
    expect(stdout.lines()).toEqual([expect.objectContaining({ level })])
  })
})
