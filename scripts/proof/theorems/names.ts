import type { Endpoint } from '../../access/model/index.ts'
import { replayName } from '../replay/names.ts'
import type { Subject } from '../subject.ts'
import type { Reason } from './theorem.ts'

/** Why the API's default name does not lead to the endpoint in its VPC; undefined when it does (semantics, section 6). */
export function nameResolves(subject: Subject, endpoint: Endpoint): Reason | undefined {
  const trouble = nameTrouble(subject, endpoint)
  replayName(subject, endpoint, trouble === undefined)
  return trouble
}

function nameTrouble({ network }: Subject, endpoint: Endpoint): Reason | undefined {
  if (!endpoint.privateDns)
    return {
      text: `the API's name does not resolve: ${endpoint.address} has no private DNS`,
      at: endpoint.privateDnsAt,
    }
  const vpc = network.vpcs.find(({ id }) => id === endpoint.vpc.text)
  if (!vpc) return undefined
  if (!vpc.dnsSupport) return { text: `private DNS needs EnableDnsSupport of ${vpc.address}`, at: vpc.at }
  if (!vpc.dnsHostnames) return { text: `private DNS needs EnableDnsHostnames of ${vpc.address}`, at: vpc.at }
  return undefined
}
