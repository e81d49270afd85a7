import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'

/** Runs a program that takes JSON and prints JSON; standard error is its descriptor 3 as well, as atHost wants it. */
export async function exchange<Answer>(
  [program = '', ...args]: readonly string[],
  question: object,
): Promise<Answer> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit', 2] })
  if (!child.stdin || !child.stdout) throw new Error(`${program} has no pipes`)
  child.stdin.end(JSON.stringify(question))
  return (await json(child.stdout)) as Answer
}
