import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withPrivateFolder } from '../../command/private-folder.ts'
import { PATH, whyNot } from '../../lab/needs.ts'
import { isRootless } from '../../lab/state.ts'
import { FILES, type Harmful } from '../mutation.ts'
import { askMutant, askTemplates, type Site } from './ask-mutant.ts'
import type { Asked } from './asked.ts'
import { isGood, score, table } from './report.ts'

/** The deployment with the most callers. Of several values of a parameter the last counts. */
const WITH_EVERYBODY = ['CorporateCidr=192.168.0.0/16']
/** Labs at a time: most of the time of each goes by in waiting for packets that do not come. */
const LABS = 4
const PROGRESS = 10

/** `npm run mutate -- --lab`: whether callers of a mutant get what proof and interpreter predict of it. */
export async function askLabs(
  mutations: readonly Harmful[],
  parameters: readonly string[],
  json: boolean,
): Promise<number> {
  const trouble = whyNot(isRootless())
  if (trouble) throw trouble
  process.env.PATH = PATH
  const started = performance.now()
  const results = await withPrivateFolder((folder) =>
    askAll(mutations, {
      originals: new Map(FILES.map((file) => [file, readFileSync(join('dist', file), 'utf8')])),
      folder,
      parameters: [...WITH_EVERYBODY, ...parameters],
    }),
  )
  process.stdout.write(
    json ? `${JSON.stringify({ score: score(results), results }, undefined, 2)}\n` : table(results),
  )
  console.error(`${((performance.now() - started) / 1000).toFixed(0)} s`)
  return results.length > 0 && results.every(isGood) ? 0 : 1
}

async function askAll(mutations: readonly Harmful[], site: Site): Promise<Asked[]> {
  const original = await askTemplates(site.originals, 'dist', site)
  const results: Asked[] = []
  const todo = [...mutations.entries()]
  let done = 0
  const work = async () => {
    for (let next = todo.shift(); next; next = todo.shift()) {
      const [index, mutation] = next
      results[index] = await askMutant(mutation, `mutant-${index}`, original, site)
      if (++done % PROGRESS === 0) console.error(`${done} of ${mutations.length} mutants`)
    }
  }
  await Promise.all(Array.from({ length: LABS }, work))
  return results
}
