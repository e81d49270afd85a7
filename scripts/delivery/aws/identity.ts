import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { Aws } from './connect.ts'

export interface Identity {
  readonly account: string
  readonly arn: string
}

/** Who the credentials are of. It takes no permission. */
export async function identityOf(aws: Aws): Promise<Identity> {
  const { Account = '', Arn = '' } = await aws.open(STSClient).send(new GetCallerIdentityCommand({}))
  return { account: Account, arn: Arn }
}
