import type { Aws } from '../aws/connect.ts'

/** A quota by its code, and how the code is known. */
export interface Quota {
  readonly service: string
  readonly code: string
  readonly name: string
}

/** Linked from the VPC user guide, "AWS PrivateLink quotas". */
export const ENDPOINTS: Quota = {
  service: 'vpc',
  code: 'L-29B6F2EB',
  name: 'interface endpoints per VPC',
}
/** Found in many published tools (AWS's own Landing Zone Accelerator among them), not in documentation. */
export const VPCS: Quota = { service: 'vpc', code: 'L-F678F1CE', name: 'VPCs per Region' }

/** The value that counts for this account and region; without one of its own, it is AWS's default. */
export async function quotaOf(aws: Aws, { service, code }: Quota): Promise<number> {
  const { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand, ServiceQuotasClient } = await import(
    '@aws-sdk/client-service-quotas'
  )
  const client = aws.open(ServiceQuotasClient)
  const asked = { ServiceCode: service, QuotaCode: code }
  try {
    return (await client.send(new GetServiceQuotaCommand(asked))).Quota?.Value ?? 0
  } catch (error) {
    if ((error as Error).name !== 'NoSuchResourceException') throw error
    return (await client.send(new GetAWSDefaultServiceQuotaCommand(asked))).Quota?.Value ?? 0
  }
}
