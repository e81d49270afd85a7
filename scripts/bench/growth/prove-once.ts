import { readFileSync } from 'node:fs'
import { prove } from '../../proof/prove.ts'
import { openStacks } from '../../template/stacks.ts'
import type { Proof } from './model.ts'

/** The whole program of one run: proves one template and says what that cost. */
const started = performance.now()
const findings = prove(openStacks([process.argv[2] ?? ''], new Map()))
const seconds = (performance.now() - started) / 1000
const failed = findings
  .filter(({ theorem }) => theorem.severity === 'error')
  .filter(({ verdict }) => verdict.kind === 'REFUTED' || verdict.kind === 'UNKNOWN')
  .map(({ theorem, api, verdict }) => {
    const [reason] = 'because' in verdict ? verdict.because : []
    return `${theorem.id} of ${api}: ${verdict.kind}${reason ? `, ${reason.text}` : ''}`
  })
process.stdout.write(JSON.stringify({ seconds, rss: peak(), failed } satisfies Proof))

/** What the kernel says of this program alone: the peak of getrusage begins with that of the parent (measure.ts). */
function peak(): number {
  const inherited = process.resourceUsage().maxRSS * 1024
  if (process.platform !== 'linux') return inherited
  const own = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return own ? Number(own[1]) * 1024 : inherited
}
