import { settle } from '../../handlers/settle.ts'
import type { Verdict } from '../../handlers/verdict.ts'

const passed: Verdict = { kind: 'passed', data: { InsideVpc: '', OutsideVpc: '' } }
const unsettled: Verdict = { kind: 'unsettled', reason: 'not yet' }
const isPublic: Verdict = { kind: 'public', reason: 'public' }

/** Looks at `verdicts` in turn, the last one for ever, with time that passes only by sleeping. */
async function watch(verdicts: Verdict[], remaining: number) {
  let looks = 0
  const last = await settle(async () => verdicts[Math.min(looks++, verdicts.length - 1)] ?? unsettled, {
    remaining: () => remaining,
    sleep: async (milliseconds) => {
      remaining -= milliseconds
    },
  })
  return { kind: last.kind, looks, remaining }
}

describe('settle', () => {
  it.each([
    { name: 'passes at once', verdicts: [passed], kind: 'passed', looks: 1, remaining: 300_000 },
    {
      name: 'passes once DNS has settled',
      verdicts: [unsettled, unsettled, passed],
      kind: 'passed',
      looks: 3,
      remaining: 280_000,
    },
    {
      name: 'does not retry a public API away',
      verdicts: [isPublic, passed],
      kind: 'public',
      looks: 1,
      remaining: 300_000,
    },
    {
      name: 'stops at a public API while it waits',
      verdicts: [unsettled, isPublic, passed],
      kind: 'public',
      looks: 2,
      remaining: 290_000,
    },
    {
      name: 'gives up while there is time to answer',
      verdicts: [unsettled],
      kind: 'unsettled',
      looks: 26,
      remaining: 50_000,
    },
  ])('$name', async ({ verdicts, kind, looks, remaining }) => {
    expect(await watch(verdicts, 300_000)).toEqual({ kind, looks, remaining })
  })

  it('looks once even if time is short', async () => {
    expect(await watch([unsettled], 1000)).toEqual({ kind: 'unsettled', looks: 1, remaining: 1000 })
  })
})
