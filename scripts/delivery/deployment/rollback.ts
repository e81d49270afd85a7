import { ContinueUpdateRollbackCommand, RollbackStackCommand } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import { show } from '../events/show.ts'
import { streamFromNow } from '../events/start.ts'
import { NESTED, pathOf, resourcesOf, type Standing } from '../stack/read.ts'
import { consents } from '../terminal.ts'
import type { Recovery } from './asked.ts'
import type { Found } from './ready.ts'

/** Brings a stack whose update failed, and was not rolled back, to its last working state; or tries it again as it is. */
export async function rollBack({ aws, edge, asked, stack, signal }: Found): Promise<'again' | 'go on'> {
  const { stackName } = asked
  const arn = stack.StackId ?? stackName
  edge.terminal.write(
    `${stackName} is ${stack.StackStatus}: ${stack.StackStatusReason ?? 'an update failed'}\n`,
  )
  // Stacks in express mode know no rollback by request (aws-cdk).
  if (stack.DeploymentConfig?.Mode === 'EXPRESS') return 'go on'
  const question = 'Roll back to its last working state first? (Otherwise it is updated as it is.)'
  if (!(await consents(edge.terminal, question, asked.yes, '--yes', signal))) return 'go on'
  const stream = await streamFromNow(aws.cloudformation, arn)
  await aws.cloudformation.send(new RollbackStackCommand({ StackName: arn }))
  await show(aws, edge, stream, { stackName }, 'rest', signal)
  return 'again'
}

/** The ways to free a rollback that is stuck, each asked for by itself, from the mildest on. */
const WAYS: readonly Recovery[] = ['continue', 'skip', 'force']

/** Frees a rollback that is stuck. */
export async function freeRollback({
  aws,
  edge,
  asked,
  stack,
  signal,
}: Found): Promise<'again' | 'declined'> {
  const { cloudformation } = aws
  const { stackName, recovery, yes } = asked
  const arn = stack.StackId ?? stackName
  for (const way of WAYS) {
    const all = await resourcesOf(cloudformation, arn)
    const blocked = all.filter(({ status }) => status.endsWith('_FAILED'))
    edge.terminal.write(`${stackName} is UPDATE_ROLLBACK_FAILED. What is in the way:\n`)
    for (const each of blocked) edge.terminal.write(`  ${pathOf(each)}  ${each.type}  ${each.status}\n`)
    const isGiven = yes && WAYS.indexOf(way) <= WAYS.indexOf(recovery)
    const option = yes ? `--recover ${way}` : '--yes'
    if (!(await consents(edge.terminal, QUESTIONS[way], isGiven, option, signal))) return 'declined'
    const stream = await streamFromNow(cloudformation, arn)
    await cloudformation.send(
      new ContinueUpdateRollbackCommand({
        StackName: arn,
        ...(way === 'skip' && { ResourcesToSkip: namesOf(blocked, all) }),
        ...(way === 'force' && { ForceRollback: true }),
      }),
    )
    const { status } = await show(aws, edge, stream, { stackName }, 'rest', signal)
    if (status !== 'UPDATE_ROLLBACK_FAILED') return 'again'
  }
  throw new Failure(
    `${stackName} is UPDATE_ROLLBACK_FAILED, and no way out of it has worked.`,
    `npm run events -- --stack ${stackName} --failed tells why; correct that by hand.`,
  )
}

const QUESTIONS: Readonly<Record<Recovery, string>> = {
  continue: 'Try to roll back once more? (After what was in the way has been corrected.)',
  skip: 'Roll back without them? (They stay as they are, which is not what the template says.)',
  force:
    'Force the rollback? (CloudFormation gives up on whatever fails; the stack may not match what exists.)',
}

/** As ContinueUpdateRollback takes them: `NestedStackName.LogicalId` in a nested stack, and not the nested stack itself. */
function namesOf(blocked: readonly Standing[], all: readonly Standing[]): string[] {
  const stackNames = new Map(
    all
      .filter(({ type }) => type === NESTED)
      .map(({ path, logicalId, physicalId = '' }) => [
        [...path, logicalId].join('/'),
        physicalId.split('/')[1],
      ]),
  )
  return blocked
    .filter(({ type }) => type !== NESTED)
    .map(({ path, logicalId }) =>
      path.length === 0 ? logicalId : `${stackNames.get(path.join('/'))}.${logicalId}`,
    )
}
