import { BUGS } from './bugs.ts'
import { NETWORK_BUGS } from './network-bugs.ts'
import { firstDisagreement } from './seeded.ts'

describe.each([
  ['policies', 'checks.ts', BUGS],
  ['packet filters', 'network-checks.ts', NETWORK_BUGS],
])('of %s', (_, checks, bugs) => {
  test('the referees agree where no bug is seeded', async () => {
    expect(await firstDisagreement(checks)).toBeUndefined()
  }, 60_000)

  test.each(bugs)(
    'the referees notice: $name',
    async (bug) => {
      expect(await firstDisagreement(checks, bug)).toEqual(expect.any(String))
    },
    60_000,
  )
})
