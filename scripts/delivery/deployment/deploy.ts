import type { Stack } from '@aws-sdk/client-cloudformation'
import type { Aws } from '../aws/connect.ts'
import type { Described } from '../change-set/described.ts'
import { discard, type Own } from '../change-set/discard.ts'
import { failureText } from '../diagnosis/failure-text.ts'
import type { Edge } from '../edge.ts'
import { streamFromNow } from '../events/start.ts'
import { INTERRUPTED, Interrupted, interruptible } from '../interrupted.ts'
import { type OutputFormat, outputsText } from '../stack/outputs-text.ts'
import { protect } from '../stack/protection.ts'
import { describeStack } from '../stack/read.ts'
import { stateOf } from '../stack/states.ts'
import { consents } from '../terminal.ts'
import type { Asked } from './asked.ts'
import { execute, watchExecution } from './execute.ts'
import { proposed } from './propose.ts'

/** How a deployment goes on after consent, and what it prints at the end. */
export interface Manner {
  readonly detach: boolean
  readonly format: OutputFormat
}

/** What was agreed to: a change set, or that there is nothing to do. */
interface Agreed {
  readonly stack: Stack | undefined
  readonly own: (Own & { readonly described: Described }) | undefined
}

const FAILED = 1
const REFUSED = 3

/** Plans, asks, executes that very change set and shows it to its end. Returns the exit code. */
export async function deploy(aws: Aws, edge: Edge, asked: Asked, manner: Manner): Promise<number> {
  const agreed = await interruptible(edge, (signal) => agree(aws, edge, asked, signal))
  if (typeof agreed === 'number') return agreed
  const { stack, own } = agreed
  // Express is for trials, which are to be thrown away without ado.
  const guard = !asked.express && stack?.EnableTerminationProtection !== true
  if (guard) await protect(aws.cloudformation, asked.stackName, true)
  if (!own) {
    edge.terminal.write(
      `${asked.stackName}: no changes${guard ? '; protected from termination again' : ''}\n`,
    )
    return succeeded(aws, edge, asked.stackName, manner)
  }
  return carryOut(aws, edge, asked, manner, own.described, stack !== undefined && isThere(stack))
}

const isThere = ({ StackStatus }: Stack): boolean => StackStatus !== 'REVIEW_IN_PROGRESS'

/** Comes to a change set that the person wants, or to an exit code. */
async function agree(aws: Aws, edge: Edge, asked: Asked, signal: AbortSignal): Promise<Agreed | number> {
  const { terminal, clock } = edge
  const { stack, proposal } = await proposed(aws, edge, asked, 'deploy', signal)
  if (proposal.kind === 'refused') return REFUSED
  if (proposal.kind === 'nothing to do') return { stack, own: undefined }
  if (proposal.kind === 'changes') {
    const { own } = proposal
    const question = `Deploy this to ${asked.stackName}?`
    try {
      if (await consents(terminal, question, asked.yes, '--yes', signal)) return { stack, own }
    } catch (error) {
      await discard(aws.cloudformation, own, clock)
      throw error
    }
    await discard(aws.cloudformation, own, clock)
  }
  terminal.write('Not deployed: nobody agreed to it.\n')
  return FAILED
}

async function carryOut(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  manner: Manner,
  described: Described,
  isUpdate: boolean,
): Promise<number> {
  const { stackName } = asked
  const { terminal } = edge
  const stream = await streamFromNow(aws.cloudformation, described.stackId)
  await execute(aws.cloudformation, described)
  if (manner.detach) {
    terminal.write(`it goes on by itself; ${watchHint(stackName)}\n`)
    return 0
  }
  try {
    const { status, events, interrupted } = await watchExecution(aws, edge, stream, stackName, isUpdate)
    if (stateOf(status).outcome === 'success') return succeeded(aws, edge, stackName, manner)
    const next = [
      `${stackName} is ${status}; npm run deploy takes it on from there`,
      `npm run events -- --stack ${stackName} --failed tells it again`,
    ]
    terminal.write(failureText(events, asked.file, next, { isDrawn: terminal.isLive, paint: terminal.paint }))
    return interrupted ? INTERRUPTED : FAILED
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    terminal.write(`\nleft alone: it goes on by itself; ${watchHint(stackName)}\n`)
    return INTERRUPTED
  }
}

const watchHint = (stackName: string): string => `to watch it: npm run watch -- --stack ${stackName}`

/** Ends with what the stack has to offer. */
async function succeeded(
  aws: Aws,
  { terminal }: Edge,
  stackName: string,
  { format }: Manner,
): Promise<number> {
  const stack = await describeStack(aws.cloudformation, stackName)
  if (stack?.StackStatus === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')
    terminal.write(
      `${stackName} is updated; what was replaced is still being removed (${watchHint(stackName)})\n`,
    )
  terminal.write(outputsText(stack?.Outputs ?? [], format, terminal.columns()))
  return 0
}
