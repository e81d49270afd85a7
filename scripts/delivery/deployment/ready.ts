import { DeleteStackCommand, type Stack } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import type { Aws } from '../aws/connect.ts'
import type { Edge } from '../edge.ts'
import { show } from '../events/show.ts'
import { streamFromNow, streamOfLast } from '../events/start.ts'
import { protect } from '../stack/protection.ts'
import { describeStack, pathOf, resourcesOf } from '../stack/read.ts'
import { type DeployStep, stateOf } from '../stack/states.ts'
import { consents } from '../terminal.ts'
import type { Asked } from './asked.ts'
import { freeRollback, rollBack } from './rollback.ts'

/** What is done about a stack that a deployment finds in some state; `again` looks at it anew. */
type Step = (context: Found) => Promise<'go on' | 'again' | 'declined'>

export interface Found {
  readonly aws: Aws
  readonly edge: Edge
  readonly asked: Asked
  readonly stack: Stack
  readonly signal: AbortSignal
}

/** A plan changes nothing. */
export type Purpose = 'plan' | 'deploy'

/** What a deployment would do first, and a plan does not. */
const WOULD: Readonly<Partial<Record<DeployStep, string>>> = {
  recreate: 'lists what is left of it, asks, deletes it and makes it anew',
  'roll-back': 'asks, and rolls it back first',
  'free-rollback': 'asks, and frees its rollback first',
}

/** More than that many states in a row, and somebody else works on the same stack. */
const MOST_STEPS = 8

/** The stack in a state that a change set can be made for, or why there is none: `undefined` for one yet to make. */
export async function readied(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  purpose: Purpose,
  signal: AbortSignal,
): Promise<{ readonly stack: Stack | undefined } | 'declined'> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    signal.throwIfAborted()
    const stack = await describeStack(aws.cloudformation, asked.stackName)
    if (!stack) return { stack }
    const { deploy } = stateOf(stack.StackStatus)
    if (purpose === 'plan' && WOULD[deploy] !== undefined)
      throw new Failure(
        `${asked.stackName} is ${stack.StackStatus}: nothing can be planned for it as it is.`,
        `npm run deploy ${WOULD[deploy]}.`,
      )
    const step = await STEPS[deploy]({ aws, edge, asked, stack, signal })
    if (step === 'declined') return step
    if (step === 'go on') return { stack }
  }
  throw new Failure(
    `${asked.stackName} came into ${MOST_STEPS} states one after the other: somebody else is at work on it.`,
    `See who: npm run events -- --stack ${asked.stackName}`,
  )
}

const STEPS: Readonly<Record<DeployStep, Step>> = {
  create: async () => 'go on',
  update: async () => 'go on',
  wait: async ({ aws, edge, asked, stack, signal }) => {
    const { stackName } = asked
    edge.terminal.write(`${stackName} is ${stack.StackStatus}: watching that to its end first\n`)
    const stream = await streamOfLast(aws.cloudformation, stack.StackId ?? stackName)
    await show(aws, edge, stream, { stackName }, 'rest', signal)
    return 'again'
  },
  recreate,
  'roll-back': rollBack,
  'free-rollback': freeRollback,
  'destroy-first': async ({ asked: { stackName }, stack }) => {
    throw new Failure(
      `${stackName} is ${stack.StackStatus}: it cannot be updated. ${stack.StackStatusReason ?? ''}`.trimEnd(),
      `Remove what is left of it: npm run destroy -- --stack ${stackName}`,
    )
  },
}

/** Lists what is left of a stack that was never made, deletes it and has it made anew. */
async function recreate({ aws, edge, asked, stack, signal }: Found): Promise<'again' | 'declined'> {
  const { terminal } = edge
  const { cloudformation } = aws
  const { stackName } = asked
  const arn = stack.StackId ?? stackName
  const all = await resourcesOf(cloudformation, arn)
  // What a DeletionPolicy keeps is lost to nobody.
  const left = all.filter(({ status }) => status !== 'DELETE_SKIPPED')
  terminal.write(`${stackName} is ${stack.StackStatus}: it was never made, and can only be deleted\n`)
  for (const each of all)
    terminal.write(`  ${pathOf(each)}  ${each.type}  ${each.status}  ${each.physicalId ?? ''}\n`)
  const isProtected = stack.EnableTerminationProtection === true
  const what = left.length === 0 ? 'Nothing is left in it.' : `${left.length} resources are left in it.`
  const lifting = isProtected ? ' (which lifts its termination protection)' : ''
  // What is there is lost: that takes more than a --yes where somebody has protected it.
  const isGiven = asked.yes && (left.length === 0 || !isProtected || asked.unprotect)
  const option = asked.yes ? '--unprotect' : '--yes'
  const question = `${what} Delete the stack${lifting} and make it anew?`
  if (!(await consents(terminal, question, isGiven, option, signal))) return 'declined'
  if (isProtected) await protect(cloudformation, arn, false)
  const stream = await streamFromNow(cloudformation, arn)
  await cloudformation.send(new DeleteStackCommand({ StackName: arn }))
  const { status } = await show(aws, edge, stream, { stackName }, 'rest', signal)
  if (status === 'DELETE_COMPLETE') return 'again'
  throw new Failure(
    `${stackName} is ${status}: it could not be deleted.`,
    `npm run destroy -- --stack ${stackName} tells what is left, and why.`,
  )
}
