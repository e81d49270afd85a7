import type { GroupRule } from '../../access/model/index.ts'
import type { TextValue } from '../../template/value.ts'
import { atom, type Formula, is, TRUE } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { REQUEST } from './variables.ts'

const PROTOCOLS = new Map([
  ['6', 'tcp'],
  ['17', 'udp'],
  ['1', 'icmp'],
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['icmp', 'icmp'],
])

/** The packet is of a rule's protocol. */
export function protocolIs({ text, at }: TextValue): Formula {
  if (text === '-1' || text === 'all') return TRUE
  const name = PROTOCOLS.get(text) ?? (/^\d+$/.test(text) ? 'other' : undefined)
  if (!name) throw new Unsupported(`the protocol '${text}'`, at)
  return is(REQUEST.protocol, name)
}

/** A rule of every protocol, or of one without ports, is about every port. */
export function portIn(variable: string, protocol: TextValue, ports: GroupRule['ports']): Formula {
  const name = PROTOCOLS.get(protocol.text)
  if ((name !== 'tcp' && name !== 'udp') || !ports) return TRUE
  const [from, to] = [Number(ports.from.text), Number(ports.to.text)]
  // EC2 says what -1 is of an ICMP type, and not of a port.
  if ([ports.from, ports.to].some(({ text }) => !/^\d{1,5}$/.test(text)))
    throw new Unsupported(`the ports ${ports.from.text} to ${ports.to.text}`, ports.from.at)
  return from === 0 && to >= 65535 ? TRUE : atom(variable, { kind: 'integers', from, to })
}
