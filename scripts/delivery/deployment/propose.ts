import type { Stack } from '@aws-sdk/client-cloudformation'
import { withPrivateFolder } from '../../command/private-folder.ts'
import { UserError } from '../../command/user-error.ts'
import { upload } from '../artifacts/upload.ts'
import type { Aws } from '../aws/connect.ts'
import { createChangeSet, type Draft, newName } from '../change-set/create.ts'
import { madeChangeSet } from '../change-set/describe.ts'
import type { Described } from '../change-set/described.ts'
import { discard, discardAnyway, type Own } from '../change-set/discard.ts'
import { treeText } from '../change-set/text.ts'
import { toTree } from '../change-set/tree.ts'
import { isEmpty, nestedTroubleOf, troubleOf } from '../change-set/trouble.ts'
import type { Edge } from '../edge.ts'
import { changeSetsOf, templateOf } from '../stack/read.ts'
import { consents } from '../terminal.ts'
import type { Asked } from './asked.ts'
import { changeOfAccess, consequencesOf } from './consequences.ts'
import { deployedStacks } from './deployed.ts'
import { toSend } from './parameters.ts'
import { type Deployment, prepare } from './prepare.ts'
import { type Purpose, readied } from './ready.ts'
import { isUnchanged } from './unchanged.ts'

/** What there is to decide about. */
export type Proposal =
  | { readonly kind: 'nothing to do' }
  /** A theorem would not hold, and nobody accepted that. Nothing was written. */
  | { readonly kind: 'refused' }
  /** The person did not want the bucket to be made. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'changes'; readonly own: Own & { readonly described: Described } }

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
  if (isMade(stack)) {
    const standing = await templateOf(aws.cloudformation, stack.StackName ?? '')
    if (isUnchanged(deployment, stack, standing)) return { kind: 'nothing to do' }
  }
  const { account, arn } = deployment.identity
  say(
    `${asked.stackName}: ${isMade(stack) ? 'an update' : 'a new stack'} in ${aws.region} of account ${account}, as ${arn}`,
  )
  if (!isAccepted(aws, edge, asked, deployment)) return { kind: 'refused' }
  if (isMade(stack)) terminal.write(await change(aws, stack, deployment))
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

/** Whether there is a stack to update, rather than none, or one that waits to be made. */
const isMade = (stack: Stack | undefined): stack is Stack =>
  stack !== undefined && stack.StackStatus !== 'REVIEW_IN_PROGRESS'

/** Makes a change set and tells it; `blind` where CloudFormation cannot make those of nested stacks. */
async function changeSetFor(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  stack: Stack | undefined,
  deployment: Deployment,
  nested: boolean,
  signal: AbortSignal,
): Promise<Proposal | { readonly kind: 'blind'; readonly why: string }> {
  const { cloudformation } = aws
  const own: Own = {
    stackName: asked.stackName,
    name: newName(),
    madeStack: stack === undefined,
  }
  try {
    const type = isMade(stack) ? 'UPDATE' : 'CREATE'
    await createChangeSet(cloudformation, draftOf(own.name, asked, type, deployment, nested))
    const described = await madeChangeSet(cloudformation, own.stackName, own.name, edge.clock, signal)
    if (described.status === 'CREATE_COMPLETE') {
      edge.terminal.write(treeText(toTree(described), edge.terminal.paint))
      return { kind: 'changes', own: { ...own, described } }
    }
    const why = nestedTroubleOf(described)
    if (!isEmpty(described) && why === undefined) throw await troubleOf(cloudformation, described)
    // A stack that is to be made is kept for the next change set.
    await discard(cloudformation, { ...own, described, madeStack: false }, edge.clock)
    return why === undefined ? { kind: 'nothing to do' } : { kind: 'blind', why }
  } catch (error) {
    await discardAnyway(cloudformation, own, edge)
    throw error
  }
}

/** Whether all theorems hold with these values, or what breaks was accepted by name. */
function isAccepted(aws: Aws, { terminal }: Edge, asked: Asked, { stacks }: Deployment): boolean {
  const { broken, text } = consequencesOf(stacks, aws.region, terminal.paint)
  terminal.write(text)
  const stray = asked.acceptedRisks.find((id) => !broken.includes(id))
  if (stray !== undefined)
    throw new UserError(
      `--accept-risk ${stray}: no theorem of that name is broken.`,
      broken.length > 0 ? `Broken: ${broken.join(', ')}.` : 'Leave it out.',
    )
  const refused = broken.filter((id) => !asked.acceptedRisks.includes(id))
  if (refused.length > 0)
    terminal.write(
      `Refused: ${refused.join(', ')} would not hold. Nothing was changed.\n` +
        `Correct it, or accept it by name: ${refused.map((id) => `--accept-risk ${id}`).join(' ')}\n`,
    )
  return refused.length === 0
}

/** What becomes of access by the change. What is not understood of the old templates is no reason to stop. */
const change = (aws: Aws, stack: Stack, { template, stacks, place }: Deployment): Promise<string> =>
  withPrivateFolder(async (folder) => {
    try {
      return changeOfAccess(
        await deployedStacks(aws.cloudformation, stack, template.file, place, folder),
        stacks,
      )
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return `access: what is deployed cannot be compared with: ${error.message.split('\n')[0]}\n`
    }
  })

/** Values that are not the template's own, and the capabilities that it takes, each with its reason. */
function tellChoices({ template, chosen, needed, tags }: Deployment, say: (line: string) => void): void {
  for (const { name, value, from } of chosen)
    if (from !== 'default' && value !== template.parameters.get(name)?.default)
      say(`  ${name} = ${value ?? '(not shown)'}  (${from})`)
  for (const { Key, Value } of tags ?? []) say(`  tag ${Key} = ${Value}`)
  for (const { capability, because } of needed) say(`  ${capability}: ${because}`)
}

function draftOf(
  name: string,
  asked: Asked,
  type: Draft['type'],
  deployment: Deployment,
  nested: boolean,
): Draft {
  const { body, bodyUrl, chosen, tags, needed } = deployment
  return {
    name,
    stackName: asked.stackName,
    type,
    template: bodyUrl === undefined ? { TemplateBody: body } : { TemplateURL: bodyUrl },
    parameters: toSend(chosen),
    tags,
    capabilities: needed.map(({ capability }) => capability),
    express: asked.express,
    nested,
  }
}

/** Others may wait for consent here: to execute one change set removes the others (API reference, ExecuteChangeSet). */
async function tellChangeSets(aws: Aws, stack: Stack, say: (line: string) => void): Promise<void> {
  for (const { ChangeSetName, Status } of await changeSetsOf(aws.cloudformation, stack.StackId ?? ''))
    say(`another change set is here (${Status}) and stays, unless one is executed: ${ChangeSetName}`)
}
