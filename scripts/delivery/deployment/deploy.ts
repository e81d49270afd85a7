import type { Stack } from '@aws-sdk/client-cloudformation'
import type { Aws } from '../aws/connect.ts'
import type { Described } from '../change-set/described.ts'
import { discard, discardAnyway, type Own } from '../change-set/discard.ts'
import { failureText } from '../diagnosis/failure-text.ts'
import type { Edge } from '../edge.ts'
import { Stream } from '../events/stream.ts'
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
  readonly own: Planned | undefined
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
  if (own) return carryOut(aws, edge, asked, manner, own, guard, stack !== undefined && isThere(stack))
  if (guard) await protect(aws.cloudformation, asked.stackName, true)
  edge.terminal.write(`${asked.stackName}: no changes${guard ? '; protected from termination again' : ''}\n`)
  return succeeded(aws, edge, asked, manner)
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
      await discardAnyway(aws.cloudformation, own, edge)
      throw error
    }
    await discard(aws.cloudformation, own, clock)
  }
  terminal.write('Not deployed: nobody agreed to it.\n')
  return FAILED
}

type Planned = Own & { readonly described: Described }

async function carryOut(
  aws: Aws,
  edge: Edge,
  asked: Asked,
  manner: Manner,
  own: Planned,
  guard: boolean,
  isUpdate: boolean,
): Promise<number> {
  const { stackName } = asked
  const { terminal } = edge
  let isPressed = false
  const stop = edge.onInterrupt(() => {
    isPressed = true
  })
  const stream = await begin(aws, edge, own, guard, () => isPressed).finally(stop)
  if (!stream) return INTERRUPTED
  if (manner.detach) {
    terminal.write(`it goes on by itself; ${watchHint(stackName)}\n`)
    return 0
  }
  try {
    const { status, events, interrupted } = await watchExecution(aws, edge, stream, {
      stackName,
      file: asked.file,
      isUpdate,
      isPressed,
    })
    if (stateOf(status).outcome === 'success') return succeeded(aws, edge, asked, manner)
    const next = [
      `${stackName} is ${status}; npm run deploy takes it on from there`,
      `npm run events -- --stack ${stackName} --failed tells it again`,
    ]
    terminal.write(failureText(events, asked.file, next, terminal))
    return interrupted ? INTERRUPTED : FAILED
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    terminal.write(`\nleft alone: it goes on by itself; ${watchHint(stackName)}\n`)
    return INTERRUPTED
  }
}

/**
 * Executes the change set, unless Ctrl-C comes before that; the stream has all that comes of it. What is not executed is
 * not left behind.
 */
async function begin(
  aws: Aws,
  edge: Edge,
  own: Planned,
  guard: boolean,
  isPressed: () => boolean,
): Promise<Stream | undefined> {
  const { cloudformation } = aws
  try {
    if (guard) await protect(cloudformation, own.stackName, true)
    const { stackId, createdAt } = own.described
    const stream = new Stream(cloudformation, stackId, [], createdAt)
    if (isPressed()) {
      await discard(cloudformation, own, edge.clock)
      return undefined
    }
    await execute(cloudformation, own.described)
    return stream
  } catch (error) {
    await discardAnyway(cloudformation, own, edge)
    throw error
  }
}

const watchHint = (stackName: string): string => `to watch it: npm run watch -- --stack ${stackName}`

/** Ends with what the stack has to offer. */
async function succeeded(aws: Aws, { terminal }: Edge, asked: Asked, { format }: Manner): Promise<number> {
  const { stackName, express } = asked
  const stack = await describeStack(aws.cloudformation, stackName)
  if (stack?.StackStatus === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')
    terminal.write(`${stackName} is updated; CloudFormation is still cleaning up (${watchHint(stackName)})\n`)
  // The user guide on express mode: applied, not yet settled.
  if (express)
    terminal.write(
      'express: settings are applied; names, routes and permissions may take minutes more to settle\n',
    )
  terminal.result(outputsText(stack?.Outputs ?? [], format, terminal))
  return 0
}
