import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { type Flow, flowsOf, LIST_FLOWS, rulesetsOf, setupScript } from './network/index.ts'
import type { Plan } from './plan/plan.ts'

/** Makes the network of a plan around this process, which must be in namespaces made for it. */
export const makeNetwork = (plan: Plan): Promise<string> => run(['sh', '-s'], setupScript(plan))

/** Puts the packet filters of a plan in the place of those there are. */
export async function setRules(plan: Plan): Promise<void> {
  await Promise.all(
    rulesetsOf(plan).map((one) => run([...inside(one.namespace), 'nft', '-f', '-'], one.text)),
  )
}

/** The packets that were refused since the rules were set. */
export async function readFlows(plan: Plan): Promise<Flow[]> {
  const listed = await Promise.all(
    plan.vpcs.map(async ({ name }) => [name, await run([...inside(name), ...LIST_FLOWS])] as const),
  )
  return flowsOf(plan, Object.fromEntries(listed))
}

const inside = (namespace: string): string[] => ['nsenter', `--net=/run/netns/${namespace}`]

/** What a command says; its words are this module's own, and lines for it go to its input. */
async function run([program = '', ...args]: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done))
  // A command that ends before it has read everything is told of by its status.
  child.stdin.on('error', () => undefined).end(input)
  const [said, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaint.trim()}`)
  return said
}
