import { call, type Finding, type Question } from './call.ts'
import { log } from './log.ts'

/** Asks a URL from inside the VPC for the probe, which is outside. */
export async function handler({ url, signed }: Question): Promise<Finding> {
  const finding = await call({ url, signed })
  log('INFO', 'Called', {
    finding: finding.kind,
    status: finding.kind === 'answered' ? finding.status : undefined,
  })
  return finding
}
