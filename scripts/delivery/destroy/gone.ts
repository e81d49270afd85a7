import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import type { EC2Client } from '@aws-sdk/client-ec2'
import { describeStack } from '../stack/read.ts'

const VOLUME = /^arn:[^:]+:ec2:[^:]*:[^:]*:volume\/(vol-\w+)$/
const STACK = /^arn:[^:]+:cloudformation:/

/**
 * Those of these ARNs that are gone although the tag index lists them, as the service itself says: disks of instances,
 * which are no resources of a stack, and stacks. Of others CloudFormation knows.
 */
export async function goneOf(
  client: CloudFormationClient,
  ec2: EC2Client,
  arns: readonly string[],
): Promise<string[]> {
  const gone: string[] = []
  for (const arn of arns.filter((each) => STACK.test(each))) {
    const stack = await describeStack(client, arn)
    if (!stack || stack.StackStatus === 'DELETE_COMPLETE') gone.push(arn)
  }
  return [...gone, ...(await goneVolumes(ec2, arns))]
}

async function goneVolumes(ec2: EC2Client, arns: readonly string[]): Promise<string[]> {
  const volumes = arns.flatMap((arn) =>
    arn.match(VOLUME) ? [{ arn, id: arn.match(VOLUME)?.[1] ?? '' }] : [],
  )
  if (volumes.length === 0) return []
  const { DescribeVolumesCommand } = await import('@aws-sdk/client-ec2')
  // By filter: asked by id, EC2 refuses what is not there.
  const Filters = [{ Name: 'volume-id', Values: volumes.map(({ id }) => id) }]
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ Filters }))
  const there = new Set(Volumes.map(({ VolumeId }) => VolumeId))
  return volumes.filter(({ id }) => !there.has(id)).map(({ arn }) => arn)
}
