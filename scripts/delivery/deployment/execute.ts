import { randomUUID } from 'node:crypto'
import {
  CancelUpdateStackCommand,
  type CloudFormationClient,
  DeleteStackCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import type { Aws } from '../aws/connect.ts'
import type { Described } from '../change-set/described.ts'
import { declaredAt } from '../diagnosis/declared-at.ts'
import type { Edge } from '../edge.ts'
import type { Event } from '../events/event.ts'
import { type Shown, show } from '../events/show.ts'
import type { Stream } from '../events/stream.ts'
import { Interrupted } from '../interrupted.ts'
import { protect } from '../stack/protection.ts'

/** Executes exactly this change set. It goes on at AWS whatever becomes of this process. */
export async function execute(
  client: CloudFormationClient,
  { stackName, changeSetId }: Described,
): Promise<void> {
  try {
    const token = `exec-${randomUUID()}`
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: changeSetId, ClientRequestToken: token }))
  } catch (error) {
    const { name, message } = error as Error
    if (name !== 'ChangeSetNotFoundException' && name !== 'InvalidChangeSetStatusException') throw error
    throw new Failure(
      `The change set of ${stackName} cannot be executed any more: somebody else executed or deleted one. (${message})`,
      'Nothing was changed by this run. Run the same command again: it looks at the stack anew.',
    )
  }
}

/** What is under way. */
export interface Executed {
  readonly stackName: string
  /** Of the root template. */
  readonly file: string
  readonly isUpdate: boolean
  /** Whether Ctrl-C came while it was begun. */
  readonly isPressed: boolean
}

/**
 * Watches what was executed to its outcome. The first Ctrl-C cancels an update and goes on showing its rollback; of a
 * creation, which cannot be cancelled, it asks whether to delete it. The second one leaves it alone.
 *
 * @throws Interrupted when it is left alone
 */
export async function watchExecution(
  aws: Aws,
  edge: Edge,
  stream: Stream,
  { stackName, file, isUpdate, isPressed }: Executed,
): Promise<Shown & { readonly interrupted: boolean }> {
  const { terminal } = edge
  const declared = (event: Event) => declaredAt(event, file)
  const leaving = new AbortController()
  let interrupts = 0
  const press = () => {
    interrupts++
    if (interrupts > 1) return leaving.abort(new Interrupted())
    const work = isUpdate
      ? cancelUpdate(aws, edge, stream.arn)
      : deleteCreation(aws, edge, stream.arn, leaving)
    work.then(
      (line) => terminal.write(`${line}\n`),
      (error: Error) => terminal.write(`${error.message}\nCtrl-C once more leaves ${stackName} alone.\n`),
    )
  }
  const stop = edge.onInterrupt(press)
  if (isPressed) press()
  try {
    const shown = await show(aws, edge, stream, { stackName, declared }, 'outcome', leaving.signal)
    return { ...shown, interrupted: interrupts > 0 }
  } finally {
    stop()
  }
}

const MOST_TRIES = 10

/** An update that was asked for a moment ago may not have begun, and before that it cannot be cancelled. */
async function cancelUpdate({ cloudformation }: Aws, { clock }: Edge, arn: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      await cloudformation.send(new CancelUpdateStackCommand({ StackName: arn }))
      return 'the update is being cancelled: what it did is rolled back. Ctrl-C once more leaves it alone.'
    } catch (error) {
      if ((error as Error).name !== 'ValidationError' || tries === MOST_TRIES) throw error
      await clock.wait(1000)
    }
  }
}

async function deleteCreation(
  { cloudformation }: Aws,
  { terminal }: Edge,
  arn: string,
  leaving: AbortController,
): Promise<string> {
  const question =
    'A creation cannot be cancelled. Delete the stack? (Otherwise it goes on without you.) [y/N] '
  const answer = terminal.ask && (await terminal.ask(question, leaving.signal))
  if (!/^y(es)?$/i.test(answer ?? '')) {
    leaving.abort(new Interrupted())
    return 'it goes on'
  }
  await protect(cloudformation, arn, false)
  await cloudformation.send(new DeleteStackCommand({ StackName: arn }))
  return 'the stack is being deleted. Ctrl-C once more leaves it alone.'
}
