import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { Listed } from './inventory.ts'

/**
 * Names of log groups that may be there again although the stack deleted them, or was never told of them: whoever
 * writes late makes its group anew.
 */
export function logGroupsOf(resources: readonly Listed[]): string[] {
  const names = resources.flatMap((resource) => namesFrom(resource, resources))
  const kept = resources.filter(({ keptBy }) => keptBy).map(({ physicalId }) => physicalId)
  return [...new Set(names)].filter((name) => !kept.includes(name)).sort()
}

function namesFrom({ type, physicalId, path }: Listed, all: readonly Listed[]): string[] {
  if (!physicalId) return []
  if (type === 'AWS::Logs::LogGroup') return [physicalId]
  if (type === 'AWS::Lambda::Function') return [`/aws/lambda/${physicalId}`]
  if (type !== 'AWS::ApiGateway::Stage') return []
  // A stage does not tell its API; it is one of those beside it.
  return all
    .filter((each) => each.type === 'AWS::ApiGateway::RestApi' && each.path.join() === path.join())
    .flatMap((api) => (api.physicalId ? [`API-Gateway-Execution-Logs_${api.physicalId}/${physicalId}`] : []))
}

/** Those of them that are there. Names are looked for as prefixes, of which the name itself sorts first. */
export async function existingLogGroups(
  logs: CloudWatchLogsClient,
  names: readonly string[],
): Promise<string[]> {
  const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  const found: string[] = []
  for (const name of names) {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }))
    if (logGroups.some(({ logGroupName }) => logGroupName === name)) found.push(name)
  }
  return found
}

export async function deleteLogGroups(logs: CloudWatchLogsClient, names: readonly string[]): Promise<void> {
  const { DeleteLogGroupCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  for (const logGroupName of names) {
    try {
      await logs.send(new DeleteLogGroupCommand({ logGroupName }))
    } catch (error) {
      // Somebody else deleted it.
      if ((error as Error).name !== 'ResourceNotFoundException') throw error
    }
  }
}
