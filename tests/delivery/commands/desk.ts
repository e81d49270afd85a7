import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { plain } from '../../../scripts/command/paint.ts'
import type { Edge } from '../../../scripts/delivery/edge.ts'
import { clients } from '../../aws/clients.ts'
import type { Script } from '../../aws/cloudformation/script.ts'
import { startAws } from '../../aws/index.ts'
import { virtualClock } from '../../aws/virtual-clock.ts'

const SOON = 5000

/** Who answers what is asked; none where there is no terminal. */
export type Answers = (question: string) => string

/**
 * A local AWS and somebody at a desk before it: commands run in this process with the real SDK, on a clock that does
 * not wait. One at a time, as the SDK reads the environment of the process.
 */
export async function openDesk(script: Script = {}) {
  const clock = virtualClock()
  const aws = await startAws({ clock, script })
  const before = { ...process.env }
  Object.assign(process.env, aws.env)
  const written: string[] = []
  const results: string[] = []
  const asked: string[] = []
  let answers: Answers | undefined
  const handlers: (() => void)[] = []
  const edge: Edge = {
    clock,
    terminal: {
      write: (text) => written.push(text),
      result: (text) => results.push(text),
      paint: plain,
      isLive: false,
      columns: () => 100,
      rows: () => 40,
      isGitHub: false,
      get ask() {
        const answer = answers
        return (
          answer &&
          (async (question: string) => {
            asked.push(question)
            return answer(question)
          })
        )
      },
    },
    patience: { connectMs: 1000, answerMs: 150, attempts: 4, backoffMs: () => 1 },
    onInterrupt: (handler) => {
      handlers.push(handler)
      return () => handlers.splice(handlers.indexOf(handler), 1)
    },
  }
  return {
    aws,
    edge,
    clock,
    /** What was said on the way; `result` is what was asked for. */
    text: () => written.join(''),
    result: () => results.join(''),
    asked,
    answer: (given: Answers | undefined) => {
      answers = given
    },
    /** Ctrl-C. */
    interrupt: () => {
      const handler = handlers.at(-1)
      if (!handler) throw new Error('nobody minds Ctrl-C')
      handler()
    },
    /** Clients of somebody else. */
    others: () => clients(aws),
    /** The stack as AWS would show it, to somebody else. */
    stack: async (StackName = 'demo') => {
      // What was asked for last has begun by then.
      clock.move(SOON)
      const { cloudformation } = clients(aws)
      try {
        return (await cloudformation.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0]
      } catch {
        return undefined
      }
    },
    forget: () => {
      for (const kept of [written, results, asked]) kept.length = 0
      aws.calls.clear()
    },
    close: async () => {
      for (const name of Object.keys(aws.env)) delete process.env[name]
      Object.assign(process.env, before)
      await aws.stop()
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
