import { because, kindOf, outcome } from './outcome.ts'
import { above, edited, givenEndpoint, small, swap } from './small.ts'

const id = 'private-dns-works'
test('holds with both attributes', () => expect(kindOf(id, small)).toBe('PROVED'))
test.each([
  ['EnableDnsSupport: true', 'EnableDnsSupport: false', 'EnableDnsSupport'],
  ['EnableDnsHostnames: true', 'EnableDnsHostnames: false', 'EnableDnsHostnames'],
  ['EnableDnsHostnames: true', 'EnableDnsHostnames: "false"', 'EnableDnsHostnames'],
  ['      EnableDnsHostnames: true\n', '', 'EnableDnsHostnames'],
])('fails with %j as %j, at the VPC', (old, now, attribute) =>
  expect(outcome(id, edited(swap(old, now)))).toMatchObject({
    kind: 'REFUTED',
    because: because(`private DNS needs ${attribute} of Vpc`, 'Vpc:'),
  }),
)
test('names are resolved without being asked for', () =>
  expect(kindOf(id, edited(swap('      EnableDnsSupport: true\n', '')))).toBe('PROVED'))
test('is about endpoints with private DNS', () => {
  for (const template of [
    edited(givenEndpoint),
    edited(swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false')),
    edited(swap('      PrivateDnsEnabled: true\n', '')),
  ])
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('no endpoint of the templates has private DNS'),
    })
})
test('UNKNOWN with a VPC made elsewhere, or an attribute by a parameter', () => {
  const elsewhere = small.replaceAll('VpcId: !Ref Vpc', 'VpcId: vpc-0123456789abcdef0')
  expect(outcome(id, elsewhere)).toMatchObject({
    kind: 'UNKNOWN',
    because: because('the VPC vpc-0123456789abcdef0 is made by none', 'vpc-'),
  })
  const open = edited(
    above('Parameters:\n  Names: { Type: String }'),
    swap('EnableDnsHostnames: true', 'EnableDnsHostnames: !Ref Names'),
  )
  expect(outcome(id, open).kind).not.toBe('PROVED')
})
