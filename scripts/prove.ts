import { prove } from './proof/prove.ts'
import { openStacks } from './template/stacks.ts'

export async function main(args: string[]): Promise<number> {
  const started = performance.now()
  const stacks = openStacks(args.length > 0 ? args : ['dist/main.yaml'], new Map([['AWS::Partition', 'aws']]))
  const t1 = performance.now()
  const findings = prove(stacks)
  for (const { theorem, api, verdict, when, counts } of findings) {
    console.log(verdict.kind.padEnd(15), theorem.id.padEnd(30), api, JSON.stringify(counts))
    if (verdict.kind === 'REFUTED' || verdict.kind === 'UNKNOWN') {
      if (when.length) console.log('      when', JSON.stringify(when))
      for (const r of verdict.because.slice(0, 14))
        console.log('      ', r.text, r.at ? `${r.at.file}:${r.at.line}` : '')
    }
  }
  console.log((t1 - started).toFixed(0), (performance.now() - t1).toFixed(0), 'ms', stacks.problems)
  return 0
}
