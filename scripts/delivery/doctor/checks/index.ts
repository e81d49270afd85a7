import type { Check } from '../check.ts'
import { bucket } from './bucket.ts'
import { clockOffset } from './clock-offset.ts'
import { concurrency } from './concurrency.ts'
import { credentials } from './credentials.ts'
import { endpoint } from './endpoint.ts'
import { endpointGroup } from './endpoint-group.ts'
import { endpointPolicy } from './endpoint-policy.ts'
import { endpoints } from './endpoints.ts'
import { logRole } from './log-role.ts'
import { permissions } from './permissions.ts'
import { privateDns } from './private-dns.ts'
import { restApis } from './rest-apis.ts'
import { stackState } from './stack-state.ts'
import { vpcs } from './vpcs.ts'
import { zones } from './zones.ts'

/** In the order in which they are told. */
export const CHECKS: readonly Check[] = [
  credentials,
  clockOffset,
  permissions,
  stackState,
  bucket,
  logRole,
  restApis,
  concurrency,
  vpcs,
  zones,
  endpoint,
  privateDns,
  endpointGroup,
  endpointPolicy,
  endpoints,
]
