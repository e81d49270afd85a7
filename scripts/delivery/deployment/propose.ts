import type { Stack } from '@aws-sdk/client-cloudformation'
import { withPrivateFolder } from '../../command/private-folder.ts'
import { UserError } from '../../command/user-error.ts'
import { upload } from '../artifacts/upload.ts'
import type { Aws } from '../aws/connect.ts'
import { createChangeSet } from '../change-set/create.ts'
import { madeChangeSet } from '../change-set/describe.ts'
import type { Described } from '../change-set/described.ts'
import { discard, discardAnyway, type Own } from '../change-set/discard.ts'
import { treeText } from '../change-set/text.ts'
import { toTree } from '../change-set/tree.ts'
import { isEmpty, troubleOf } from '../change-set/trouble.ts'
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
  const isNew = stack === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS'
  const standing = isNew ? '' : await templateOf(aws.cloudformation, stack.StackName ?? '')
  if (!isNew && isUnchanged(deployment, stack, standing)) return { kind: 'nothing to do' }
  const { account, arn } = deployment.identity
  say(
    `${asked.stackName}: ${isNew ? 'a new stack' : 'an update'} in ${aws.region} of account ${account}, as ${arn}`,
  )
  if (!isAccepted(aws, edge, asked, deployment)) return { kind: 'refused' }
  if (!isNew) terminal.write(await change(aws, stack, deployment))
  tellChoices(deployment, say)

  const consent = (question: string) => consents(terminal, question, asked.yes, '--yes', signal)
  if (deployment.artifacts.length > 0) {
    if (!(await upload(aws, deployment.bucket, deployment.artifacts, consent, say)))
      return { kind: 'declined' }
  }
  signal.throwIfAborted()
  if (stack) await tellChangeSets(aws, stack, say)
  say(`making a change set for ${asked.stackName} …`)
  const own = await draft(aws, asked, stack, isNew, deployment)
  try {
    const described = await madeChangeSet(aws.cloudformation, own.stackName, own.name, edge.clock, signal)
    if (isEmpty(described)) {
      await discard(aws.cloudformation, { ...own, described }, edge.clock)
      return { kind: 'nothing to do' }
    }
    if (described.status !== 'CREATE_COMPLETE') throw await troubleOf(aws.cloudformation, described)
    terminal.write(treeText(toTree(described), terminal.paint))
    return { kind: 'changes', own: { ...own, described } }
  } catch (error) {
    await discardAnyway(aws.cloudformation, own, edge)
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

async function draft(
  aws: Aws,
  asked: Asked,
  stack: Stack | undefined,
  isNew: boolean,
  deployment: Deployment,
): Promise<Own> {
  const { body, bodyUrl, chosen, tags, needed } = deployment
  const name = await createChangeSet(aws.cloudformation, {
    stackName: asked.stackName,
    type: isNew ? 'CREATE' : 'UPDATE',
    template: bodyUrl === undefined ? { TemplateBody: body } : { TemplateURL: bodyUrl },
    parameters: toSend(chosen),
    tags,
    capabilities: needed.map(({ capability }) => capability),
    express: asked.express,
  })
  return { stackName: asked.stackName, name, madeStack: stack === undefined }
}

/** Others may wait for consent here: to execute one change set removes the others (API reference, ExecuteChangeSet). */
async function tellChangeSets(aws: Aws, stack: Stack, say: (line: string) => void): Promise<void> {
  for (const { ChangeSetName, Status } of await changeSetsOf(aws.cloudformation, stack.StackId ?? ''))
    say(`another change set is here (${Status}) and stays, unless one is executed: ${ChangeSetName}`)
}
