import type { Aws } from '../aws/connect.ts'
import { type Only, templateFileOf } from '../deployment/only.ts'
import { declaredAt } from '../diagnosis/declared-at.ts'
import { failureText } from '../diagnosis/failure-text.ts'
import type { Edge } from '../edge.ts'
import type { Event } from '../events/event.ts'
import { type Shown, show } from '../events/show.ts'
import { streamOfLast } from '../events/start.ts'
import { interruptible } from '../interrupted.ts'
import { existingStack } from '../stack/existing.ts'
import { outputsTable } from '../stack/outputs-text.ts'
import { describeStack } from '../stack/read.ts'
import { stateOf } from '../stack/states.ts'
import { stateText } from './words.ts'

const FAILED = 1

interface Target {
  readonly stackName: string
  readonly only: Only | undefined
}

/** Attaches to what runs on a stack and watches it to its end. Returns the exit code: that of the outcome. */
export const watch = (aws: Aws, edge: Edge, { stackName, only }: Target): Promise<number> =>
  interruptible(edge, async (signal) => {
    const { terminal } = edge
    const { StackId: arn = stackName, StackStatus } = await existingStack(aws, stackName)
    if (!stateOf(StackStatus).isBusy) {
      terminal.write(`Nothing runs on ${stackName}: it is ${stateText(StackStatus, terminal.paint)}\n`)
      return stateOf(StackStatus).outcome === 'failure' ? FAILED : 0
    }
    const stream = await streamOfLast(aws.cloudformation, arn)
    const template = templateFileOf(only)
    const declared = (event: Event) => declaredAt(event, template)
    const shown = await watched(edge, stackName, () =>
      show(aws, edge, stream, { stackName, declared }, 'rest', signal),
    )
    return concluded(aws, edge, stackName, arn, template, shown)
  })

/** Watches; whoever stops is told that it goes on. */
async function watched(
  { terminal }: Edge,
  stackName: string,
  watching: () => Promise<Shown>,
): Promise<Shown> {
  try {
    return await watching()
  } catch (error) {
    terminal.write(
      `not watched any more; it goes on by itself. To watch it again: npm run watch -- --stack ${stackName}\n`,
    )
    throw error
  }
}

/** Ends with what the stack has to offer, or with why it has not. */
async function concluded(
  { cloudformation }: Aws,
  { terminal }: Edge,
  stackName: string,
  arn: string,
  template: string,
  { status, events }: Shown,
): Promise<number> {
  const { outcome } = stateOf(status)
  if (outcome === 'gone') {
    terminal.write(
      `${stackName} is gone. To see that nothing is left of it: npm run destroy -- --stack ${stackName}\n`,
    )
    return 0
  }
  if (outcome === 'success') {
    const stack = await describeStack(cloudformation, arn)
    terminal.result(outputsTable(stack?.Outputs ?? [], terminal.columns(), terminal.paint))
    return 0
  }
  const next = [`npm run status -- --stack ${stackName}`]
  terminal.write(failureText(events, template, next, terminal))
  return FAILED
}
