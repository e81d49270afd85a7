import type { Aws } from '../../aws/connect.ts'
import type { Identity } from '../../aws/identity.ts'
import { durationText } from '../../events/duration.ts'
import { type Check, type Finding, ok, warning } from '../check.ts'

/** A deployment from nothing takes some minutes, and somebody may think before agreeing to it. */
const SHORT_MS = 30 * 60_000

export const credentials: Check = {
  name: 'credentials',
  looksAt: 'GetCallerIdentity',
  run: async ({ aws, identity }) => judged(identity, aws.region, await millisecondsLeft(aws)),
}

async function millisecondsLeft({ cloudformation }: Aws): Promise<number | undefined> {
  const { expiration } = await cloudformation.config.credentials()
  // By this machine's clock, as the SDK does.
  return expiration && expiration.getTime() - Date.now()
}

/** @param left milliseconds until they expire, where that is known */
export function judged({ account, arn }: Identity, region: string, left: number | undefined): Finding {
  const expiry = left === undefined ? '' : `, for ${durationText(left)} more`
  const found = `${arn}, account ${account}, region ${region}${expiry}`
  if (/^arn:[^:]+:iam::\d+:root$/.test(arn))
    return warning(
      found,
      'These are the root user’s: use those of a role that can do no more than deploy this.',
    )
  if (left !== undefined && left < SHORT_MS) return warning(found, 'Renew them before a deployment.')
  return ok(found)
}
