import { addressText } from '../logic/address.ts'
import type { Model } from '../logic/formula.ts'
import type { Subject } from '../subject.ts'
import type { Reason } from '../theorems/theorem.ts'
import { REQUEST, WAYS } from './variables.ts'

/** What a person wants to know of a request, in this order. */
const SHOWN: readonly [string, string][] = [
  [REQUEST.via, 'by'],
  [REQUEST.resource, 'for'],
  [REQUEST.principal, 'signed by'],
  ['aws:sourcevpce', 'aws:SourceVpce'],
  ['aws:sourcevpc', 'aws:SourceVpc'],
  ['aws:vpcsourceip', 'aws:VpcSourceIp'],
  ['aws:sourceip', 'aws:SourceIp'],
]
const PACKET: readonly [string, string][] = [
  [REQUEST.sourceSubnet, 'from subnet'],
  [REQUEST.protocol, 'protocol'],
  [REQUEST.port, 'port'],
]

/** A request as lines for people. Of a packet only those see something who come by an endpoint of the templates. */
export function readable({ region, requests }: Subject, model: Model): Reason[] {
  const via = model.get(REQUEST.via)
  const others: unknown[] = Object.values(WAYS)
  const shown = requests.endpoints.length > 0 && !others.includes(via) ? [...SHOWN, ...PACKET] : SHOWN
  return shown.flatMap(([variable, label]) => {
    const value = model.get(variable)
    if (value === undefined) return []
    const text = typeof value === 'bigint' ? addressText(value) : String(value)
    return [{ text: `  ${label} ${region.symbols.show(text)}` }]
  })
}
