import { openRegion } from '../../../scripts/command/region.ts'
import { consumerSession, functionSession } from '../../../scripts/lab/identity/sessions.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { readDeployed } from '../../../scripts/lab/services/index.ts'

const { region, account } = openRegion([], [])
const plan = planOf(readDeployed(region, account), undefined)

test('the instance and the functions of dist/ have sessions of their roles, each of its own', () => {
  const sessions = [
    consumerSession(region, plan),
    ...plan.functions.map(({ address }) => functionSession(region, plan, address)),
  ].map((session) => session?.arn)
  expect(sessions[0]).toMatch(
    /^arn:aws:sts::111122223333:assumed-role\/ApiConsumer-ConsumerRole-\w+\/i-0[0-9a-f]{16}$/,
  )
  expect(sessions).toContainEqual(
    expect.stringMatching(/:assumed-role\/SecurePrivateApi-GreeterRole-\w+\/SecurePrivateApi-Greeter-\w+$/),
  )
  expect(sessions).not.toContain(undefined)
  expect(new Set(sessions).size).toBe(plan.functions.length + 1)
})

test('what is no function has none', () => {
  expect(functionSession(region, plan, 'SecurePrivateApi/Nobody')).toBeUndefined()
})
