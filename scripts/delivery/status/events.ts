import type { Aws } from '../aws/connect.ts'
import { errorsIn, validationErrors } from '../change-set/trouble.ts'
import { type Only, templateFileOf } from '../deployment/only.ts'
import { failureText } from '../diagnosis/failure-text.ts'
import type { Edge } from '../edge.ts'
import type { Event } from '../events/event.ts'
import { harmless } from '../events/github.ts'
import { isEcho, isFailure, stepLine } from '../events/lines.ts'
import { eventsOfLast } from '../events/of-last.ts'
import { Timeline } from '../events/timeline.ts'
import { lastDeleted } from '../stack/deleted.ts'
import { existingStack } from '../stack/existing.ts'
import { changeSetsOf, describeStack } from '../stack/read.ts'

interface Wanted {
  readonly stackName: string
  readonly only: Only | undefined
  readonly failed: boolean
}

/** Tells a stack's last operation as one time line, or only what failed of it. Returns the exit code. */
export async function events(aws: Aws, edge: Edge, wanted: Wanted): Promise<number> {
  const { cloudformation } = aws
  const arn = await arnOf(aws, wanted.stackName)
  const all = await eventsOfLast(cloudformation, arn)
  if (wanted.failed) await tellFailures(aws, edge, wanted, arn, all)
  else tell(edge, all, () => true)
  return 0
}

/** A deleted stack has events, too: those of how it was deleted. */
async function arnOf(aws: Aws, stackName: string): Promise<string> {
  const { cloudformation } = aws
  const stack =
    (await describeStack(cloudformation, stackName)) ?? (await lastDeleted(cloudformation, stackName))
  return stack?.StackId ?? (await existingStack(aws, stackName)).StackId ?? stackName
}

/** A line each: there is nothing to draw over. */
function tell({ terminal }: Edge, all: readonly Event[], isWanted: (event: Event) => boolean): void {
  for (const step of new Timeline().add(all)) {
    if (isEcho(step.event) || !isWanted(step.event)) continue
    const line = stepLine(step)
    terminal.result(`${terminal.isGitHub ? harmless(line) : line}\n`)
  }
}

async function tellFailures(
  aws: Aws,
  edge: Edge,
  { stackName, only }: Wanted,
  arn: string,
  all: readonly Event[],
): Promise<void> {
  const { terminal } = edge
  const invalid = await invalidities(aws, arn, all[0]?.at)
  for (const error of invalid)
    terminal.result(`${terminal.paint('bad', 'refused by validation')}  ${error}\n`)
  if (all.some(isFailure)) {
    tell(edge, all, isFailure)
    terminal.result(failureText(all, templateFileOf(only), [], terminal))
  } else if (invalid.length === 0) terminal.result(`Nothing failed in the last operation of ${stackName}.\n`)
}

/** A change set that validation refused came after the stack's last operation, and left no event of the stack's. */
async function invalidities(
  { cloudformation }: Aws,
  arn: string,
  since: number | undefined,
): Promise<string[]> {
  const errors = await validationErrors(cloudformation, { StackName: arn }, since)
  for (const { Status, StatusReason: reason = '', ChangeSetId = '' } of await changeSetsOf(
    cloudformation,
    arn,
  ))
    if (Status === 'FAILED')
      errors.push(...(await errorsIn(cloudformation, { changeSetId: ChangeSetId, reason })))
  return [...new Set(errors)]
}
