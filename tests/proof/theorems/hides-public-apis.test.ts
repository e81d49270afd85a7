import { because, outcome } from './outcome.ts'
import { above, drop, edited, givenEndpoint, swap, without } from './small.ts'

const id = 'hides-public-apis'
// It holds nowhere: that private DNS is on is what it warns of.
test('fails with private DNS, and names who is affected', () =>
  expect(outcome(id)).toMatchObject({
    kind: 'REFUTED',
    because: because('answer 403 to Consumer, Greeter of its VPC', 'PrivateDnsEnabled: true'),
  }))
test('names every host where the templates have none', () => {
  const template = edited(drop('Consumer'), without('VpcConfig', 'Greeter'))
  expect(outcome(id, template).because).toEqual(because('answer 403 to every host of its VPC'))
})
test('is not about endpoints without it', () => {
  for (const template of [
    edited(givenEndpoint),
    edited(swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false')),
  ])
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('no endpoint of the templates has private DNS'),
    })
})
test('UNKNOWN where the flag is not known', () => {
  const template = edited(
    above('Parameters:\n  Dns: { Type: String }'),
    swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: !Ref Dns'),
  )
  expect(outcome(id, template)).toMatchObject({
    kind: 'UNKNOWN',
    because: because('PrivateDnsEnabled of AWS::EC2::VPCEndpoint is neither true nor false'),
  })
})
