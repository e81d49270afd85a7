import { addressText, FIRST_V6, parseAddress, parseBlock } from '../../../scripts/proof/logic/address.ts'

test.each([
  ['0.0.0.0', 0n, '0.0.0.0'],
  ['10.0.0.5', 167772165n, '10.0.0.5'],
  ['255.255.255.255', FIRST_V6 - 1n, '255.255.255.255'],
  ['::', FIRST_V6, '::'],
  ['::1', FIRST_V6 + 1n, '::1'],
  ['2001:0DB8:0:0:0:0:0:1', FIRST_V6 + (0x20010db8n << 96n) + 1n, '2001:db8::1'],
  ['1:0:0:2:0:0:0:3', undefined, '1:0:0:2::3'],
  ['1:2:3:4:5:6:7:0', undefined, '1:2:3:4:5:6:7:0'],
])('%s', (text, number, written) => {
  const address = parseAddress(text)
  if (number !== undefined) expect(address).toBe(number)
  expect(addressText(address ?? -1n)).toBe(written)
})

test.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.01',
  '10.0.0.0.0',
  '1.2.3.x',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  '::1.2.3.4',
  'fe80::1%0',
  '1:2:3:4:5:6:7::8',
])("'%s' is no address", (text) => expect(parseAddress(text)).toBeUndefined())

test.each([
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
  ['10.9.8.7/8', '10.0.0.0', '10.255.255.255'],
  ['10.0.0.5', '10.0.0.5', '10.0.0.5'],
  ['10.0.0.7/30', '10.0.0.4', '10.0.0.7'],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::9/127', '2001:db8::8', '2001:db8::9'],
])('%s is from %s to %s', (text, first, last) => {
  const range = parseBlock(text)
  expect(range && [addressText(range.first), addressText(range.last)]).toEqual([first, last])
})

test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/-1', '::/129', '/8', 'x/8', '10.0.0.0/8/8'])(
  "'%s' is no block",
  (text) => expect(parseBlock(text)).toBeUndefined(),
)
