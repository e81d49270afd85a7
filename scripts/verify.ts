import type { Source } from './command/options.ts'
import { PATH, whyNot } from './lab/needs.ts'
import { isRootless } from './lab/state.ts'
import { assumedText } from './lab/text.ts'
import { readWorld, type World } from './lab/world.ts'
import { ask } from './verify/ask.ts'
import { expect } from './verify/expectation.ts'
import { type Cell, cellsOf, matrixText } from './verify/matrix.ts'
import { helpText, parseOptions } from './verify/options.ts'
import { type Question, questionsOf } from './verify/questions.ts'
import { subjectsOf } from './verify/subjects.ts'

const DISAGREES = 3

/** `npm run verify`: every caller asks every API in every way, and the answers are compared with what was predicted. */
export async function main(args: string[]): Promise<number> {
  const asked = parseOptions(args)
  if (asked === 'help') {
    process.stdout.write(helpText())
    return 0
  }
  process.env.PATH = PATH
  const world = readWorld(asked)
  const questions = questionsOf(world)
  const cells = await askAll(questions, world, asked)
  process.stdout.write(`${assumedText(world.assumed)}\n${matrixText(cells)}\n\n`)
  const wrong = cells.filter((cell) => !cell.agrees)
  const simulated = cells.some((cell) => cell.happened === undefined)
  const what = simulated ? 'predicted, simulated and not sent' : 'asked in the lab'
  process.stdout.write(
    `${cells.length} requests ${what}; ${wrong.length} answered otherwise than predicted\n`,
  )
  return wrong.length > 0 ? DISAGREES : 0
}

async function askAll(questions: readonly Question[], world: World, source: Source): Promise<Cell[]> {
  const subjects = subjectsOf(source)
  const expectations = questions.map((question) => expect(question, world, subjects))
  const trouble = whyNot(isRootless())
  if (trouble) process.stdout.write(`Simulated: nothing is sent.\n${trouble.message}\n`)
  else process.stdout.write(`asking ${questions.length} requests in a lab of its own …\n`)
  return cellsOf(questions, expectations, trouble ? [] : await ask(questions, expectations, source))
}
