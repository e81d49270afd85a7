import { evaluate } from '../../../scripts/proof/logic/formula.ts'
import { Unsupported } from '../../../scripts/proof/logic/unsupported.ts'
import { portIn, protocolIs } from '../../../scripts/proof/request/traffic.ts'
import { REQUEST } from '../../../scripts/proof/request/variables.ts'

const text = (value: string) => ({
  kind: 'text' as const,
  text: value,
  at: { file: 'test.yaml', line: 1, column: 1 },
})
const covers = (protocol: string, from: string, to: string, port: number): boolean =>
  evaluate(
    portIn(REQUEST.port, text(protocol), { from: text(from), to: text(to) }),
    new Map([[REQUEST.port, port]]),
  )

test.each([
  ['tcp', '443', '443', 443, true],
  ['tcp', '443', '443', 444, false],
  ['6', '400', '500', 500, true],
  ['6', '400', '500', 399, false],
  ['udp', '0', '65535', 0, true],
  ['tcp', '500', '400', 450, false],
  // EC2 ignores the ports of a rule for every protocol.
  ['-1', '80', '80', 443, true],
  ['all', '80', '80', 443, true],
])('a rule for %s from %s to %s and the port %i: %s', (protocol, from, to, port, expected) => {
  expect(covers(protocol, from, to, port)).toBe(expected)
})

test.each(['-1', '', '0x50', '4e2', '443.0', '123456'])("the port '%s' is not understood", (port) => {
  expect(() => covers('tcp', port, port, 443)).toThrow(Unsupported)
})

test.each(['TCP', 'icmpv6', '', 'constructor'])("the protocol '%s' is not understood", (protocol) => {
  expect(() => protocolIs(text(protocol))).toThrow(Unsupported)
})
