import type { Source } from '../command/options.ts'
import { exchange } from '../lab/exchange.ts'
import { atHost } from '../lab/host.ts'
import { Lab } from '../lab/launcher.ts'
import type { HostName } from '../lab/plan/plan.ts'
import { type Happened, PROBE, type Probe } from '../lab/probe.ts'
import { privateState, type State } from '../lab/state.ts'
import type { Expectation } from './expectation.ts'
import type { Question } from './questions.ts'

/**
 * Asks in a lab of its own, which nobody sees and which ends with it.
 *
 * @param expectations of the questions: by them it knows how long to wait
 */
export async function ask(
  questions: readonly Question[],
  expectations: readonly Expectation[],
  source: Source,
): Promise<Happened[]> {
  const probes = questions.map(
    ({ probe }, i): Probe => ({
      ...probe,
      inVain: ['timeout', 'no name'].includes(expectations[i]?.seen ?? ''),
    }),
  )
  const state = privateState()
  const lab = new Lab(state, false)
  try {
    await lab.start(source)
    const answers: Happened[] = []
    const hosts = [...new Set(questions.map(({ host }) => host))]
    await Promise.all(
      hosts.map(async (host) => {
        const own = [...questions.keys()].filter((i) => questions[i]?.host === host)
        const answered = await askFrom(
          host,
          own.flatMap((i) => probes[i] ?? []),
          state,
        )
        for (const [n, i] of own.entries()) answers[i] = answered[n] as Happened
      }),
    )
    return answers
  } finally {
    await lab.end()
  }
}

async function askFrom(host: HostName, probes: readonly Probe[], state: State): Promise<Happened[]> {
  return exchange(atHost(state, host, [process.execPath, '-e', PROBE]), probes)
}
