import type { ChangeSetSummary, Stack } from '@aws-sdk/client-cloudformation'
import type { Paint } from '../../command/paint.ts'
import { oneLine } from '../../command/visible.ts'
import { durationText } from '../events/duration.ts'
import type { Event } from '../events/event.ts'
import { stateOf } from '../stack/states.ts'
import { DEPLOYS, DESTROYS, stateText } from './words.ts'

/** All that `npm run status` tells. */
export interface Facts {
  readonly stack: Stack
  /** The stack's own events of its last operation, oldest first. */
  readonly operation: readonly Event[]
  readonly nested: readonly { readonly path: readonly string[]; readonly status: string }[]
  readonly waiting: readonly ChangeSetSummary[]
}

export function statusText({ stack, operation, nested, waiting }: Facts, paint: Paint): string {
  const { StackName = '', StackStatus, StackStatusReason, DeploymentConfig } = stack
  const { deploy, destroy } = stateOf(StackStatus)
  return [
    `${paint('bold', StackName)}  ${stateText(StackStatus, paint)}`,
    ...(StackStatusReason ? [`  ${oneLine(StackStatusReason)}`] : []),
    `  ${paint('dim', stack.StackId ?? '')}`,
    `  npm run deploy   ${DEPLOYS[deploy]}`,
    `  npm run destroy  ${DESTROYS[destroy]}`,
    `  protection       ${protectionText(stack)}`,
    `  last operation   ${operationText(operation)}`,
    `  drift            ${driftText(stack)}`,
    ...(DeploymentConfig?.Mode === 'EXPRESS' ? ['  mode             express: for trials'] : []),
    ...nested.map(({ path, status }) => `  ${path.join(' › ')}  ${stateText(status, paint)}`),
    ...waiting.map((changeSet) => `  ${waitingText(changeSet)}`),
    '',
  ].join('\n')
}

const protectionText = ({ EnableTerminationProtection }: Stack): string =>
  EnableTerminationProtection ? 'protected from termination' : 'not protected: npm run deploy protects it'

function operationText(operation: readonly Event[]): string {
  const [first, last] = [operation[0], operation.at(-1)]
  if (!first || !last) return 'none yet'
  // One in review had none: a change set waits in it.
  const { outcome, isBusy } = stateOf(last.status)
  if (outcome === undefined && !isBusy) return 'none yet'
  const began = `${first.status} ${timeText(new Date(first.at))}`
  if (outcome === undefined) return `${began}, still going on`
  return `${began}, ${last.status} after ${durationText(last.at - first.at)}`
}

function driftText({ DriftInformation }: Stack): string {
  const { StackDriftStatus = 'NOT_CHECKED', LastCheckTimestamp } = DriftInformation ?? {}
  if (StackDriftStatus === 'NOT_CHECKED') return 'never looked for'
  return `${StackDriftStatus} ${LastCheckTimestamp ? timeText(LastCheckTimestamp) : ''}`.trimEnd()
}

const waitingText = ({ ChangeSetName, Status, StatusReason, CreationTime }: ChangeSetSummary): string =>
  [
    `change set ${ChangeSetName} waits: ${Status}`,
    ...(CreationTime ? [`made ${timeText(CreationTime)}`] : []),
    ...(StatusReason ? [oneLine(StatusReason)] : []),
  ].join(', ')

const timeText = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z')
