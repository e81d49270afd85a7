import { gateLines } from '../../../scripts/proof/report/gate-lines.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { fixture } from './findings.ts'

test('statements and rules of dist/ are found once for each API, with names for what is not known yet', () => {
  const lines = gateLines(openStacks(undefined, new Map([['AWS::Partition', 'aws']])))
  const own = lines.filter(({ api }) => api === 'SecurePrivateApi/Api')
  expect(own.map(({ effect, text }) => `${effect}: ${text}`)).toEqual(
    expect.arrayContaining([
      'denies: Deny DenyOtherEndpoints',
      'denies: Deny DenyOtherNetworks',
      'allows: Allow AllowInvoke',
      'allows: Allow ApisOfThisAccount',
      expect.stringMatching(/^allows: ingress tcp\/443.* from ‹main:VpcCidr›$/),
    ]),
  )
  expect(new Set(own.map((one) => JSON.stringify([one.text, one.file, one.line]))).size).toBe(own.length)
})

test('a policy that cannot be read gives none; what is wrong with it is in the results', () => {
  const lines = gateLines(openStacks(['tests/proof/report/fixtures/unreadable.yaml']))
  expect(lines).toEqual([])
  expect(gateLines(openStacks([fixture]))).toHaveLength(1)
})
