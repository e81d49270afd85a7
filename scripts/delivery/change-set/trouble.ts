import { type CloudFormationClient, paginateDescribeEvents } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import type { Described } from './described.ts'

/** How the service words that a change set would change nothing; it has no code for it (aws-cli, aws-cdk). */
const NOTHING = [/^The submitted information didn't contain changes\./, /^No updates are to be performed/]

/** Whether a change set has failed because there is nothing to do. */
export const isEmpty = ({ status, reason = '' }: Described): boolean =>
  status === 'FAILED' && NOTHING.some((words) => words.test(reason))

/**
 * Why the change set of a nested stack was not made, where that is what failed. It need not mean that the deployment
 * would fail: what other stacks will give a nested one is not known beforehand, and a text that stands for it fits no
 * AllowedPattern, type or Fn::Select (rain#526, cloudformation-coverage-roadmap#759).
 */
export function nestedTroubleOf({ nested }: Described): string | undefined {
  const failed = [...nested.values()].filter((child) => child.status === 'FAILED' && !isEmpty(child))
  return failed.length > 0 ? failed.flatMap(reasonsOf).join('; ') : undefined
}

/** Why a change set was not made: what the service found out before it would have deployed anything. */
export async function troubleOf(client: CloudFormationClient, failed: Described): Promise<Failure> {
  const causes = [...reasonsOf(failed), ...(await validationErrors(client, failed.changeSetId))]
  return new Failure(
    `CloudFormation makes no change set for ${failed.stackName}: ${causes.join('; ')}`,
    'Nothing was changed. Correct the template or the values, and run the same command again.',
  )
}

/** Of those nested in it where one of them is what failed. */
function reasonsOf({ status, reason, nested, stackName }: Described): string[] {
  const inner = [...nested.values()].flatMap(reasonsOf)
  if (inner.length > 0) return inner
  return status === 'FAILED' ? [`${stackName}: ${reason ?? 'no reason is given'}`] : []
}

/** What validation before the deployment found is told by DescribeEvents alone (user guide, "Validate stack deployments"). */
async function validationErrors(client: CloudFormationClient, changeSet: string): Promise<string[]> {
  const found: string[] = []
  const pages = paginateDescribeEvents(
    { client },
    { ChangeSetName: changeSet, Filters: { FailedEvents: true } },
  )
  try {
    for await (const { OperationEvents = [] } of pages)
      for (const {
        LogicalResourceId,
        ValidationPath,
        ValidationStatusReason,
        HookStatusReason,
      } of OperationEvents) {
        const why = ValidationStatusReason ?? HookStatusReason
        if (why) found.push(`${ValidationPath ?? LogicalResourceId ?? ''}: ${why}`)
      }
  } catch (error) {
    found.push(`(what validation found is not known: ${(error as Error).message.split('\n')[0]})`)
  }
  return found
}
