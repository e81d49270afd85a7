import { availableParallelism } from 'node:os'
import type { Result } from './mutate/judge.ts'
import { askLabs } from './mutate/lab/ask-labs.ts'
import { isHarmful } from './mutate/mutation.ts'
import { parseOptions } from './mutate/options.ts'
import { runInProcesses, shareOf } from './mutate/pool.ts'
import { isGood, score, table } from './mutate/report.ts'
import { runHere } from './mutate/run.ts'
import { mutations } from './mutate/table/index.ts'

/** With fewer, a second process would take longer to start than it saves. */
const WORTH_SHARING = 8
const PROGRESS = 10

/** `npm run mutate`: edits copies of dist/ one at a time, and shows that the prover sees what opens or breaks the API. */
export async function main(args: string[]): Promise<number> {
  const { only, json, lab, parameters, share } = parseOptions(args)
  const given = new Map(parameters.map(assignment))
  const chosen = mutations.filter(({ id, file }) => !only || only.test(id) || only.test(file))
  if (lab) return askLabs(chosen.filter(isHarmful), parameters, json)
  if (share) {
    await runHere(shareOf(chosen, share), given, (result) => console.log(JSON.stringify(result)))
    return 0
  }
  const started = performance.now()
  const results: Result[] = []
  const take = (result: Result) => {
    results.push(result)
    if (results.length % PROGRESS === 0) console.error(`${results.length} of ${chosen.length} mutants`)
  }
  const processes = chosen.length < WORTH_SHARING ? 1 : Math.min(availableParallelism(), 8)
  if (processes > 1) await runInProcesses(processes, args, take)
  else await runHere(chosen, given, take)

  const order = new Map(mutations.map(({ id }, index) => [id, index]))
  results.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  process.stdout.write(
    json ? `${JSON.stringify({ score: score(results), results }, undefined, 2)}\n` : table(results),
  )
  console.error(`${((performance.now() - started) / 1000).toFixed(0)} s`)
  return results.length > 0 && results.length === chosen.length && results.every(isGood) ? 0 : 1
}

function assignment(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=')
  return [name, value.join('=')]
}
