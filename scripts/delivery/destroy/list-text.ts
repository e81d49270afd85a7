import type { ChangeSetSummary, Stack } from '@aws-sdk/client-cloudformation'
import type { Paint } from '../../command/paint.ts'
import { pathOf } from '../stack/read.ts'
import type { Inventory, Listed } from './inventory.ts'
import { mattersOf } from './matters.ts'

/** All that is there before anything is deleted, each with what is lost by it. */
export function listText(
  stack: Stack,
  { resources, arns }: Inventory,
  waiting: readonly ChangeSetSummary[],
  paint: Paint,
): string {
  const standing = resources.filter(({ status }) => status !== 'DELETE_COMPLETE')
  const kept = standing.filter(({ keptBy }) => keptBy).length
  const protection = stack.EnableTerminationProtection ? 'protected from termination' : 'not protected'
  return [
    `${paint('bold', stack.StackName ?? '')}  ${stack.StackStatus}  ${protection}`,
    ...(stack.StackStatusReason ? [`  ${stack.StackStatusReason}`] : []),
    ...standing.map((resource) => `  ${rowOf(resource, paint)}`),
    ...waiting.map((changeSet) => `  ${waitingText(changeSet)}`),
    `${standing.length} resources in ${arns.length} ${arns.length === 1 ? 'stack' : 'stacks'}` +
      `${kept > 0 ? `, ${kept} of which ${kept === 1 ? 'stays' : 'stay'}` : ''}`,
    '',
  ].join('\n')
}

function rowOf(resource: Listed, paint: Paint): string {
  const { type, physicalId, status, keptBy } = resource
  const matters = mattersOf(type)
  const notes = [
    ...(keptBy ? [paint('warning', `stays: DeletionPolicy ${keptBy}`)] : []),
    ...(!keptBy && matters ? [paint('warning', matters)] : []),
    ...(status.endsWith('_FAILED') ? [paint('bad', status)] : []),
  ]
  return [pathOf(resource), type, physicalId ?? '(not made)', ...notes].join('  ')
}

/** Somebody waits for consent to it, whoever that is. */
const waitingText = ({ ChangeSetName, Status, CreationTime, Description }: ChangeSetSummary): string =>
  [
    `change set ${ChangeSetName} waits in it`,
    `(${Status}, made ${CreationTime?.toISOString() ?? 'some time ago'})`,
    ...(Description ? [Description] : []),
  ].join(' ')
