import {
  type CloudFormationClient,
  DescribeChangeSetCommand,
  paginateDescribeEvents,
} from '@aws-sdk/client-cloudformation'
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
  const causes = [...reasonsOf(failed), ...(await errorsIn(client, failed))]
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

/** How a change set says that one nested in it failed; it lists none that did (aws-cdk). */
const NESTED = /Nested change set (arn:\S+) was not successfully created/

/** What validation found in a change set that failed, and in those nested in it. */
export async function errorsIn(
  client: CloudFormationClient,
  { changeSetId, reason = '' }: Pick<Described, 'changeSetId' | 'reason'>,
): Promise<string[]> {
  const own = await validationErrors(client, { ChangeSetName: changeSetId })
  const [, nested] = NESTED.exec(reason) ?? []
  if (nested === undefined) return own
  const { StatusReason } = await client.send(new DescribeChangeSetCommand({ ChangeSetName: nested }))
  const inner = await errorsIn(client, { changeSetId: nested, ...(StatusReason && { reason: StatusReason }) })
  return [...own, ...inner]
}

/**
 * What validation before the deployment found is told by DescribeEvents alone (user guide, "Validate stack
 * deployments").
 *
 * @param since milliseconds since 1970: what is older belongs to an earlier operation
 */
export async function validationErrors(
  client: CloudFormationClient,
  of: { readonly ChangeSetName: string } | { readonly StackName: string },
  since = 0,
): Promise<string[]> {
  const found: string[] = []
  const pages = paginateDescribeEvents({ client }, { ...of, Filters: { FailedEvents: true } })
  try {
    for await (const { OperationEvents = [] } of pages)
      for (const {
        LogicalResourceId,
        ValidationPath,
        ValidationStatusReason,
        HookStatusReason,
        Timestamp,
      } of OperationEvents) {
        const why = ValidationStatusReason ?? HookStatusReason
        if (why && (Timestamp?.getTime() ?? since) >= since)
          found.push(`${ValidationPath ?? LogicalResourceId ?? ''}: ${why}`)
      }
  } catch (error) {
    found.push(`(what validation found is not known: ${(error as Error).message.split('\n')[0]})`)
  }
  return found
}
