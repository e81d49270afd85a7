import type { Stack } from '@aws-sdk/client-cloudformation'
import type { Aws } from '../aws/connect.ts'
import { createChangeSet, type Draft, newName } from '../change-set/create.ts'
import { madeChangeSet } from '../change-set/describe.ts'
import type { Described } from '../change-set/described.ts'
import { discard, discardAnyway, type Own } from '../change-set/discard.ts'
import { treeText } from '../change-set/text.ts'
import { toTree } from '../change-set/tree.ts'
import { isEmpty, nestedTroubleOf, troubleOf } from '../change-set/trouble.ts'
import type { Edge } from '../edge.ts'
import type { Asked } from './asked.ts'
import { toSend } from './parameters.ts'
import type { Deployment } from './prepare.ts'

/** What came of a change set. */
export type Made =
  | { readonly kind: 'nothing to do' }
  | { readonly kind: 'changes'; readonly own: Own & { readonly described: Described } }
  /** CloudFormation cannot make those of nested stacks. */
  | { readonly kind: 'blind'; readonly why: string }

/** Whether there is a stack to update, rather than none, or one that waits to be made. */
export const isMade = (stack: Stack | undefined): stack is Stack =>
  stack !== undefined && stack.StackStatus !== 'REVIEW_IN_PROGRESS'

/** Makes a change set and tells what is in it; one that is of no use is removed. */
export async function changeSetFor(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  stack: Stack | undefined,
  deployment: Deployment,
  nested: boolean,
  signal: AbortSignal,
): Promise<Made> {
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
    await discard(cloudformation, { ...own, madeStack: false }, edge.clock)
    return why === undefined ? { kind: 'nothing to do' } : { kind: 'blind', why }
  } catch (error) {
    await discardAnyway(cloudformation, own, edge)
    throw error
  }
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
