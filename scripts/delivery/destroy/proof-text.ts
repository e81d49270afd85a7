import type { Paint } from '../../command/paint.ts'
import { placesOf } from './interfaces.ts'
import { type Inventory, namesOf } from './inventory.ts'
import type { Judgement, Remnant } from './judge.ts'
import { logGroupsOf } from './log-groups.ts'

/** What was looked for, what stays on purpose, and what is left. */
export function proofText(inventory: Inventory, judgement: Judgement, paint: Paint): string {
  const { kept, lagging, unknown } = judgement
  const left = [
    ...judgement.left,
    ...judgement.logGroups.map((what) => ({ what, why: 'a log group of this stack' })),
  ]
  return [
    `looked for ${lookedFor(inventory)}`,
    ...section('stays on purpose', kept),
    ...section(
      'gone, though the tag index still lists it',
      lagging.map((what) => ({ what, why: 'CloudFormation has deleted it' })),
    ),
    ...section(paint('bad', 'is left'), left),
    ...unknown.map((action) => paint('bad', `not known: this needs ${action}`)),
    left.length + unknown.length === 0
      ? paint(
          'good',
          `Nothing is left of ${inventory.name}${kept.length > 0 ? ' but what stays on purpose' : ''}.`,
        )
      : `${inventory.name} is not gone without a trace. Remove by hand what is left, or run the same command again.`,
    '',
  ].join('\n')
}

function lookedFor(inventory: Inventory): string {
  const { groups, subnets } = placesOf(inventory.resources)
  return [
    `${inventory.arns.length} stacks by id`,
    `the tags Stack (${namesOf(inventory).length} names) and aws:cloudformation:stack-id`,
    `${logGroupsOf(inventory.resources).length} log groups by name`,
    `network interfaces in ${groups.length} security groups and ${subnets.length} subnets`,
  ].join(', ')
}

const section = (title: string, remnants: readonly Remnant[]): string[] =>
  remnants.length === 0 ? [] : [`${title}:`, ...remnants.map(({ what, why }) => `  ${what}: ${why}`)]
