import type { Stack } from '@aws-sdk/client-cloudformation'
import { UserError } from '../../command/user-error.ts'
import { upload } from '../artifacts/upload.ts'
import type { Aws } from '../aws/connect.ts'
import type { Edge } from '../edge.ts'
import { changeSetsOf, templateOf } from '../stack/read.ts'
import { consents } from '../terminal.ts'
import { accessChange, isAccepted } from './access.ts'
import type { Asked } from './asked.ts'
import { changeSetFor, isMade, type Made } from './change-set.ts'
import { type Deployment, prepare } from './prepare.ts'
import { type Purpose, readied } from './ready.ts'
import { isUnchanged } from './unchanged.ts'

/** What there is to decide about. */
export type Proposal =
  | Exclude<Made, { readonly kind: 'blind' }>
  /** A theorem would not hold, and nobody accepted that. Nothing was written. */
  | { readonly kind: 'refused' }
  /** The person did not want the bucket to be made. */
  | { readonly kind: 'declined' }

/** Brings the stack into a state for it, and makes the change set of a deployment. */
export async function proposed(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  purpose: Purpose,
  signal: AbortSignal,
): Promise<{ readonly stack: Stack | undefined; readonly proposal: Proposal }> {
  const ready = await readied(aws, edge, asked, purpose, signal)
  if (ready === 'declined') return { stack: undefined, proposal: { kind: 'declined' } }
  const { stack } = ready
  if (asked.express && stack?.EnableTerminationProtection)
    throw new UserError(
      `${asked.stackName} is protected from termination, and express mode is for trials.`,
      'Leave --express out, or lift the protection first: it says that this stack matters.',
    )
  const deployment = await prepare(aws, asked, stack)
  return { stack, proposal: await propose(aws, edge, asked, stack, deployment, signal) }
}

/**
 * Makes the change set and tells what it would do, to resources and to access. Nothing is written to AWS before the
 * proof has passed.
 */
async function propose(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  stack: Stack | undefined,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<Proposal> {
  const { terminal } = edge
  const say = (line: string) => terminal.write(`${line}\n`)
  const standing = isMade(stack) ? await templateOf(aws.cloudformation, stack.StackName ?? '') : ''
  if (isMade(stack) && isUnchanged(deployment, stack, standing)) return { kind: 'nothing to do' }
  const { account, arn } = deployment.identity
  say(
    `${asked.stackName}: ${isMade(stack) ? 'an update' : 'a new stack'} in ${aws.region} of account ${account}, as ${arn}`,
  )
  if (!isAccepted(aws, terminal, asked, deployment)) return { kind: 'refused' }
  if (isMade(stack)) terminal.write(await accessChange(aws, stack, standing, deployment))
  tellChoices(deployment, say)

  const consent = (question: string) => consents(terminal, question, asked.yes, '--yes', signal)
  if (deployment.artifacts.length > 0) {
    if (!(await upload(aws, deployment.bucket, deployment.artifacts, consent, say)))
      return { kind: 'declined' }
  }
  signal.throwIfAborted()
  if (stack) await tellChangeSets(aws, stack, say)
  say(`making a change set for ${asked.stackName} …`)
  const whole = await changeSetFor(aws, edge, asked, stack, deployment, true, signal)
  if (whole.kind !== 'blind') return whole
  say(`CloudFormation cannot look into the nested stacks beforehand: ${whole.why}`)
  say('that need not mean that it cannot deploy them; it plans the root stack alone …')
  const root = await changeSetFor(aws, edge, asked, stack, deployment, false, signal)
  if (root.kind === 'blind') throw new Error('a change set without nested ones failed because of one')
  return root
}

/** Values that are not the template's own, and the capabilities that it takes, each with its reason. */
function tellChoices({ template, chosen, needed, tags }: Deployment, say: (line: string) => void): void {
  for (const { name, value, from } of chosen)
    if (from !== 'default' && value !== template.parameters.get(name)?.default)
      say(`  ${name} = ${value ?? '(not shown)'}  (${from})`)
  for (const { Key, Value } of tags ?? []) say(`  tag ${Key} = ${Value}`)
  for (const { capability, because } of needed) say(`  ${capability}: ${because}`)
}

/** Others may wait for consent here: to execute one change set removes the others (API reference, ExecuteChangeSet). */
async function tellChangeSets(aws: Aws, stack: Stack, say: (line: string) => void): Promise<void> {
  for (const { ChangeSetName, Status } of await changeSetsOf(aws.cloudformation, stack.StackId ?? ''))
    say(`another change set is here (${Status}) and stays, unless one is executed: ${ChangeSetName}`)
}
