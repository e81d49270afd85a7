import { Failure } from '../../command/failure.ts'
import { UserError } from '../../command/user-error.ts'
import type { Aws } from '../aws/connect.ts'
import { uncheckable } from '../aws/denied.ts'
import { Denied, type SdkError } from '../aws/refusals.ts'
import type { Asked } from '../deployment/asked.ts'
import type { Edge } from '../edge.ts'
import type { Check, Finding, Verdict } from './check.ts'
import { CHECKS } from './checks/index.ts'
import { type Context, contextOf } from './context.ts'
import { conclusion, findingText } from './finding-text.ts'

const BAD = 1

/** Looks at all that a deployment depends on; nothing is changed. Returns the exit code. */
export async function doctor(aws: Aws, { terminal }: Edge, asked: Asked): Promise<number> {
  const { identityOf } = await import('../aws/identity.ts')
  // Without these nothing can be looked at: what is wrong with them is told as for every command.
  const context = contextOf(aws, await identityOf(aws), asked)
  const checks = CHECKS.filter(({ applies }) => applies?.(context) ?? true)
  // All at once; told in their order, each as soon as those before it are done.
  const begun = checks.map((check) => ({ check, end: settled(attempt(check, context)) }))
  const verdicts: Verdict[] = []
  for (const { check, end } of begun) {
    const finding = (await end)()
    verdicts.push(finding.verdict)
    terminal.result(findingText(check, finding, terminal.paint))
  }
  terminal.result(conclusion(verdicts))
  return verdicts.includes('bad') ? BAD : 0
}

/** What comes of it, to be taken when its turn comes: a rejection that nobody waits for yet would end the process. */
const settled = <T>(promise: Promise<T>): Promise<() => T> =>
  promise.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error
    },
  )

/** Trouble with one check is a line of its own, unless it is a fault of this program. */
async function attempt(check: Check, context: Context): Promise<Finding> {
  try {
    return await check.run(context)
  } catch (error) {
    if (error instanceof Denied) return { verdict: 'unknown', found: uncheckable(error) }
    const isExpected = error instanceof Failure || error instanceof UserError
    // Or what a service answers to this very request.
    if (!isExpected && !(error as SdkError).$metadata) throw error
    const [what = '', cure] = (error as Error).message.split('\n')
    return {
      verdict: 'unknown',
      found: `cannot be checked: ${what.replace(/\.$/, '')}`,
      ...(cure && { cure }),
    }
  }
}
