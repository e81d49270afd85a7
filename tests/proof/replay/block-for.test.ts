import { parseAddress } from '../../../scripts/proof/logic/address.ts'
import { blockFor } from '../../../scripts/proof/replay/block-for.ts'

const addresses = (texts: readonly string[]) => texts.map((text) => parseAddress(text) ?? 0n)

test.each<[string, string[], string[], string | undefined]>([
  ['a /24 for one address', ['10.0.1.5'], [], '10.0.1.0/24'],
  ['a wider one for several', ['10.0.1.5', '10.0.2.5'], [], '10.0.0.0/22'],
  ['a narrower one beside another address', ['10.0.1.5'], ['10.0.1.9'], '10.0.1.0/29'],
  ['one address beside its neighbour', ['10.0.1.4'], ['10.0.1.5'], '10.0.1.4/32'],
  ['somewhere else for none', [], ['192.0.2.7'], '198.51.100.0/24'],
  ['none around one that is outside', ['10.0.1.4', '10.0.1.6'], ['10.0.1.5'], undefined],
  ['none that does and does not hold one', ['10.0.1.4'], ['10.0.1.4'], undefined],
  ['all there are', ['0.0.0.0', '255.255.255.255'], [], '0.0.0.0/0'],
  ['one of IPv6', ['2001:db8::1'], ['10.0.1.4'], '2001:db8::1/128'],
  ['none of both families', ['2001:db8::1', '10.0.1.4'], [], undefined],
])('%s', (_, inside, outside, expected) => {
  expect(blockFor(addresses(inside), addresses(outside))).toBe(expected)
})
