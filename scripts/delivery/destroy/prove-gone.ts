import type { Aws } from '../aws/connect.ts'
import type { Edge } from '../edge.ts'
import { consents } from '../terminal.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { type Judgement, judge } from './judge.ts'
import { deleteLogGroups } from './log-groups.ts'
import { proofText } from './proof-text.ts'
import { sweep } from './sweep.ts'

/** The tag index is late: it is asked for as long as it lists what is gone, and no longer than this. */
const MOST_MS = 120_000
const POLL_MS = 10_000

/** Looks for what is left of a stack that is deleted, removes what came back, and says what there is. */
export async function provenGone(
  aws: Aws,
  edge: Edge,
  before: Inventory,
  yes: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const { clock, terminal } = edge
  const { name, arn } = before
  terminal.write(`looking for what is left of ${name}\n`)
  const now = arn === undefined ? before : await takeInventory(aws.cloudformation, name, arn)
  const inventory = { ...now, resources: withPolicies(now, before) }
  const began = clock.now()
  let told = false
  for (;;) {
    const judgement = judge(inventory, await sweep(aws, inventory))
    const isDeclined = !(await withoutLogGroups(aws, edge, judgement, yes, signal))
    const isLate = judgement.lagging.length > 0 && clock.now() - began < MOST_MS
    const isAgain = judgement.logGroups.length > 0 && !isDeclined
    if (!isLate && !isAgain) {
      terminal.write(proofText(inventory, judgement, terminal.paint))
      return isClean(judgement)
    }
    if (isLate) {
      if (!told)
        terminal.write(`waiting for the tag index: it lists ${judgement.lagging.length} that are gone\n`)
      told = true
      await clock.wait(POLL_MS, signal)
    }
  }
}

/** Policies are those that were read while the stack was there. */
const withPolicies = (now: Inventory, before: Inventory) =>
  now.resources.map((resource) => ({
    ...resource,
    keptBy:
      resource.keptBy ??
      before.resources.find(
        ({ path, logicalId }) => path.join() === resource.path.join() && logicalId === resource.logicalId,
      )?.keptBy,
  }))

/** Whether nobody minds that the log groups which came back are deleted. */
async function withoutLogGroups(
  aws: Aws,
  { terminal }: Edge,
  { logGroups }: Judgement,
  yes: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  if (logGroups.length === 0) return true
  terminal.write(`log groups that were written to after they were deleted: ${logGroups.join(', ')}\n`)
  const question = `Delete ${logGroups.length === 1 ? 'it' : 'them'}?`
  if (!(await consents(terminal, question, yes, '--yes', signal))) return false
  const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs')
  await deleteLogGroups(aws.open(CloudWatchLogsClient), logGroups)
  return true
}

/** Nothing is left but what the template keeps, and everything could be looked at. */
const isClean = ({ left, logGroups, unknown }: Judgement): boolean =>
  left.length + logGroups.length + unknown.length === 0
