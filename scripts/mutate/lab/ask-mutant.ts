import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../../command/options.ts'
import { readWorld } from '../../lab/world.ts'
import { ask } from '../../verify/ask.ts'
import { expect } from '../../verify/expectation.ts'
import { type Cell, cellsOf } from '../../verify/matrix.ts'
import { questionsOf } from '../../verify/questions.ts'
import { subjectsOf } from '../../verify/subjects.ts'
import type { File, Harmful } from '../mutation.ts'
import { mutate } from '../workshop.ts'
import { type Asked, askedOf } from './asked.ts'

/** Where mutants are made and deployed. */
export interface Site {
  /** The texts of dist/. */
  readonly originals: ReadonlyMap<File, string>
  /** For copies; each mutant has one of its own in it. */
  readonly folder: string
  readonly parameters: readonly string[]
}

/** Lets every caller ask the private API of templates in a lab of their own. */
export async function askTemplates(
  texts: ReadonlyMap<File, string>,
  name: string,
  site: Site,
): Promise<Cell[]> {
  const dist = join(site.folder, name)
  mkdirSync(dist)
  try {
    for (const [file, text] of texts) writeFileSync(join(dist, file), text)
    const source: Source = { templates: [join(dist, 'main.yaml')], parameters: site.parameters }
    const world = readWorld(source)
    // The private API is that of dist/, whatever a mutant has made of its type.
    const questions = questionsOf(world).filter(({ api }) => api.address.startsWith('SecurePrivateApi/'))
    const subjects = subjectsOf(source)
    const expectations = questions.map((question) => expect(question, world, subjects))
    return cellsOf(questions, expectations, await ask(questions, expectations, source))
  } finally {
    rmSync(dist, { recursive: true })
  }
}

/** What callers get of a mutant; a mistake in the templates is one that the lab cannot make. */
export async function askMutant(
  mutation: Harmful,
  name: string,
  original: readonly Cell[],
  site: Site,
): Promise<Asked> {
  const { id } = mutation
  const nothing = { id, requests: 0, open: 0, changed: [], wrong: [] }
  try {
    return askedOf(id, await askTemplates(mutate(mutation, site.originals).texts, name, site), original)
  } catch (error) {
    const { name, message, stack } = error as Error
    const [why = ''] = message.split('\n')
    return name === 'UserError' ? { ...nothing, notMade: why } : { ...nothing, stopped: stack ?? message }
  }
}
