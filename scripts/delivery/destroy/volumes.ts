import type { EC2Client } from '@aws-sdk/client-ec2'

const VOLUME = /^arn:[^:]+:ec2:[^:]*:[^:]*:volume\/(vol-\w+)$/

/** Those of these ARNs that are volumes, and are there. */
export async function standingVolumes(ec2: EC2Client, arns: readonly string[]): Promise<string[]> {
  const byId = new Map(arns.flatMap((arn) => arn.match(VOLUME)?.[1] ?? []).map((id) => [id, true]))
  if (byId.size === 0) return []
  const { DescribeVolumesCommand } = await import('@aws-sdk/client-ec2')
  // By filter: asked by id, EC2 refuses what is not there.
  const { Volumes = [] } = await ec2.send(
    new DescribeVolumesCommand({ Filters: [{ Name: 'volume-id', Values: [...byId.keys()] }] }),
  )
  const standing = new Set(Volumes.map(({ VolumeId }) => VolumeId))
  return arns.filter((arn) => standing.has(arn.match(VOLUME)?.[1]))
}

export const isVolume = (arn: string): boolean => VOLUME.test(arn)
