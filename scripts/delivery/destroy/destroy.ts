import type { Stack, StackStatus } from '@aws-sdk/client-cloudformation'
import { UserError } from '../../command/user-error.ts'
import type { Aws } from '../aws/connect.ts'
import { templateFileOf } from '../deployment/only.ts'
import type { Edge } from '../edge.ts'
import { streamOfLast } from '../events/start.ts'
import { interruptible } from '../interrupted.ts'
import { protect } from '../stack/protection.ts'
import { changeSetsOf, describeStack } from '../stack/read.ts'
import { stateOf } from '../stack/states.ts'
import type { Asked } from './asked.ts'
import { confirmed } from './confirm.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { listText } from './list-text.ts'
import { provenGone } from './prove-gone.ts'
import { type Removal, remove, watchToRest } from './remove.ts'
import { removeReview } from './review.ts'
import { singlesText, targetOf } from './target.ts'
import { removeAfterFailure } from './unblock.ts'
import { refuseWhileWired } from './wired.ts'

const FAILED = 1

/** Deletes a stack and shows that nothing is left of it. Returns the exit code. */
export const destroy = (aws: Aws, edge: Edge, asked: Asked): Promise<number> =>
  interruptible(edge, async (signal) => {
    const { terminal } = edge
    if (asked.only) await refuseWhileWired(aws.cloudformation, asked.family, asked.only)
    const { stack, inventory, absence } = await targetOf(aws, asked.stackName)
    if (stack) {
      const end = await ended(aws, edge, asked, stack, inventory, signal)
      if (end === 'declined') terminal.write('Not deleted: nobody agreed to it.\n')
      if (end !== 'gone') return FAILED
    } else {
      terminal.write(`${absence}\n`)
      if (!asked.only) terminal.write(await singlesText(aws, asked.family))
    }
    const isGone = await provenGone(aws, edge, inventory, asked.yes, signal)
    if (!asked.artifacts) return isGone ? 0 : FAILED
    const { destroyArtifacts } = await import('./destroy-artifacts.ts')
    const isEmpty = await destroyArtifacts(aws, edge, asked.yes, signal)
    return isGone && isEmpty ? 0 : FAILED
  })

/** More than that many states in a row, and somebody else works on the same stack. */
const MOST_STEPS = 8

/** Brings a stack to its end, from whatever state it is in. */
async function ended(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  first: Stack,
  inventory: Inventory,
  signal: AbortSignal,
): Promise<'gone' | 'declined' | 'left'> {
  const { cloudformation } = aws
  const arn = first.StackId ?? asked.stackName
  const template = templateFileOf(asked.only)
  const removal: Removal = { aws, edge, name: asked.stackName, arn, template, signal }
  let stack: Stack | undefined = first
  let known = inventory
  let isAgreed = false
  for (let steps = 0; steps < MOST_STEPS && stack; steps++) {
    signal.throwIfAborted()
    const step = stateOf(stack.StackStatus).destroy
    if (step === 'nothing') return 'gone'
    if (step === 'wait') await waitFor(removal, stack)
    else {
      if (!isAgreed && !(await agreed(removal, asked, stack, known))) return 'declined'
      isAgreed = true
      if (stack.EnableTerminationProtection) await protect(cloudformation, arn, false)
      const status = await deleted(removal, stack, asked.force)
      if (status === 'DELETE_FAILED') return 'left'
    }
    stack = await describeStack(cloudformation, arn)
    if (stack && step === 'wait') known = await takeInventory(cloudformation, asked.stackName, arn)
  }
  return stack && stateOf(stack.StackStatus).destroy !== 'nothing' ? 'left' : 'gone'
}

async function deleted(removal: Removal, stack: Stack, force: boolean): Promise<StackStatus> {
  if (stack.StackStatus === 'REVIEW_IN_PROGRESS') return removeReview(removal)
  const status = await remove(removal)
  return status === 'DELETE_FAILED' ? removeAfterFailure(removal, force) : status
}

/** Watches what somebody else started: CloudFormation does one thing at a time. */
async function waitFor(removal: Removal, { StackStatus }: Stack): Promise<void> {
  const { aws, edge, name, arn } = removal
  edge.terminal.write(`${name} is ${StackStatus}: watching that to its end first\n`)
  const stream = await streamOfLast(aws.cloudformation, arn)
  await watchToRest(removal, stream)
}

/**
 * Lists everything and asks.
 *
 * @throws UserError while the stack is protected and nobody said that it may go all the same
 */
async function agreed(
  { aws, edge: { terminal }, name, arn, signal }: Removal,
  { yes, unprotect }: Asked,
  stack: Stack,
  inventory: Inventory,
): Promise<boolean> {
  const waiting =
    stack.StackStatus === 'REVIEW_IN_PROGRESS' ? await changeSetsOf(aws.cloudformation, arn) : []
  terminal.write(listText(stack, inventory, waiting, terminal.paint))
  if (stack.EnableTerminationProtection && !unprotect)
    throw new UserError(
      `${name} is protected from termination, and stays.`,
      `To delete it all the same: npm run destroy -- --stack ${name} --unprotect`,
    )
  return confirmed(terminal, name, yes, signal)
}
