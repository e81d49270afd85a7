import { block } from './chains.ts'

/** How long the kernel remembers a refused flow after its last packet. */
export const REMEMBERED_SECONDS = 3600

const flows = (...fields: string[]) => [
  `type mark . ipv4_addr . ipv4_addr . ${fields.join(' . ')}`,
  `size 4096; flags dynamic,timeout; timeout ${REMEMBERED_SECONDS}s; counter;`,
]
const FLOW = 'meta mark . ip saddr . ip daddr . meta l4proto'
const PORTS = 'meta l4proto { tcp, udp }'

/**
 * The flow log of refused packets, kept by the kernel: why (the mark), from whom, to whom, and the server's port, which
 * in an answer is the sender's. A key has room for five fields. Full sets do not stop the refusal: that is a rule of its
 * own.
 */
export const flowSets: readonly string[] = [
  block('set', 'requests', ...flows('inet_proto', 'inet_service')),
  block('set', 'replies', ...flows('inet_proto', 'inet_service')),
  block('set', 'portless', ...flows('inet_proto')),
  block(
    'chain',
    'refuse',
    `meta l4proto != { tcp, udp } update @portless { ${FLOW} }`,
    `ct direction reply goto refuse-reply`,
    `${PORTS} update @requests { ${FLOW} . th dport }`,
    'drop',
  ),
  block('chain', 'refuse-reply', `${PORTS} update @replies { ${FLOW} . th sport }`, 'drop'),
]
