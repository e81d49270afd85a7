import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { atHost } from './lab/host.ts'
import { Lab } from './lab/launcher.ts'
import { PATH, whyNot } from './lab/needs.ts'
import type { Source } from './lab/options.ts'
import type { HostName } from './lab/plan/plan.ts'
import type { Happened } from './lab/probe.ts'
import { privateState, type State } from './lab/state.ts'
import { readWorld, type World } from './lab/world.ts'
import { agrees, expect, happened } from './verify/expectation.ts'
import { type Cell, matrixText } from './verify/matrix.ts'
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
  const cells = await cellsOf(questions, world, asked)
  process.stdout.write(`\n${matrixText(cells)}\n\n`)
  const wrong = cells.filter((cell) => !cell.agrees)
  const simulated = cells.some((cell) => cell.happened === undefined)
  const what = simulated ? 'predicted, simulated and not sent' : 'asked in the lab'
  process.stdout.write(
    `${cells.length} requests ${what}; ${wrong.length} answered otherwise than predicted\n`,
  )
  return wrong.length > 0 ? DISAGREES : 0
}

async function cellsOf(questions: readonly Question[], world: World, source: Source): Promise<Cell[]> {
  const subjects = subjectsOf(source)
  const expectations = questions.map((question) => expect(question, world, subjects))
  const state = privateState()
  const trouble = whyNot(state.rootless)
  if (trouble) process.stdout.write(`Simulated: nothing is sent.\n${trouble.message}\n`)
  const answers = trouble ? questions.map(() => undefined) : await ask(questions, state, source)
  return questions.map((question, i): Cell => {
    const expectation = expectations[i]
    if (!expectation) throw new Error('a question without a prediction')
    const answer = answers[i]
    if (!answer) return { question, expectation, happened: undefined, agrees: true }
    return { question, expectation, happened: happened(answer), agrees: agrees(expectation, answer) }
  })
}

/** Asks in a lab of its own, which nobody sees and which ends with it. */
async function ask(questions: readonly Question[], state: State, source: Source): Promise<Happened[]> {
  process.stdout.write(`asking ${questions.length} requests in a lab of its own …\n`)
  const lab = new Lab(state, false)
  try {
    await lab.start(source)
    const hosts = [...new Set(questions.map(({ host }) => host))]
    const answered = await Promise.all(hosts.map((host) => askFrom(host, questions, state)))
    return questions.map(({ host }, i) => {
      const before = questions.slice(0, i).filter((one) => one.host === host).length
      const found = answered[hosts.indexOf(host)]?.[before]
      if (!found) throw new Error(`${host} gave no answer`)
      return found
    })
  } finally {
    await lab.end()
  }
}

async function askFrom(host: HostName, questions: readonly Question[], state: State): Promise<Happened[]> {
  const probes = questions.filter((one) => one.host === host).map(({ probe }) => probe)
  const script = process.argv[1] ?? ''
  const [program, ...args] = atHost(state, host, [process.execPath, script, 'lab', 'probe'])
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit', 2] })
  if (!child.stdin || !child.stdout) throw new Error('the probe has no pipes')
  child.stdin.end(JSON.stringify(probes))
  return JSON.parse(await text(child.stdout))
}
