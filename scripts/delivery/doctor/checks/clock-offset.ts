import type { Aws } from '../../aws/connect.ts'
import { durationText } from '../../events/duration.ts'
import { type Check, type Finding, ok, warning } from '../check.ts'

/** A second or two are the time that an answer takes, and the precision of its Date. */
const FINE_MS = 5_000
/** Most services refuse a signature that is older (IAM user guide, "Elements of an AWS API request signature"). */
const REFUSED_MS = 5 * 60_000

export const clockOffset: Check = {
  name: 'clock',
  looksAt: 'the Date of an answer',
  run: async ({ aws }) => judged(await offsetOf(aws)),
}

/** @param offset milliseconds that this machine is behind; undefined where no answer had a date */
export function judged(offset: number | undefined): Finding {
  if (offset === undefined) return { verdict: 'unknown', found: 'the answer has no Date' }
  const size = Math.abs(offset)
  if (size <= FINE_MS) return ok('as AWS’s')
  const found = `${durationText(size)} ${offset > 0 ? 'behind' : 'ahead of'} AWS’s`
  const cure = 'Set the clock of this machine'
  if (size < REFUSED_MS) return warning(found, `${cure}: from 5 minutes on, AWS refuses signatures.`)
  return warning(
    found,
    `${cure}: the SDK corrects it, at the price of a refused call each; other tools fail.`,
  )
}

async function offsetOf(aws: Aws): Promise<number | undefined> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const client = aws.open(STSClient)
  let offset: number | undefined
  client.middlewareStack.add(
    (next) => async (args) => {
      const sent = Date.now()
      const result = await next(args)
      const { headers = {} } = result.response as { headers?: Record<string, string> }
      const date = Date.parse(headers.date ?? '')
      if (!Number.isNaN(date)) offset = date - (sent + Date.now()) / 2
      return result
    },
    { step: 'deserialize', name: 'dating' },
  )
  await client.send(new GetCallerIdentityCommand({}))
  return offset
}
