import type { VpcEndpoint } from '@aws-sdk/client-ec2'
import { type Check, type Finding, ok, warning } from '../check.ts'
import { isExisting } from '../existing-endpoint.ts'

export const privateDns: Check = {
  name: 'private DNS',
  looksAt: 'the endpoint',
  applies: isExisting,
  run: async ({ endpoint }) => judged(await endpoint()),
}

export function judged(endpoint: VpcEndpoint | undefined): Finding {
  if (!endpoint) return { verdict: 'unknown', found: 'there is no endpoint' }
  if (endpoint.PrivateDnsEnabled) return ok('on: SecureApiUrl resolves in the VPC, and public APIs do not')
  return warning('off: SecureApiUrl does not resolve to it', 'Turn it on, or call by SecureApiAliasUrl.')
}
