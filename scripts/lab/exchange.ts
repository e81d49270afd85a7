import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'

/** Runs a program that takes JSON and prints JSON. */
export async function exchange<Answer>(
  [program = '', ...args]: readonly string[],
  question: object,
): Promise<Answer> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(question))
  return (await json(child.stdout)) as Answer
}
