import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Served, Told } from './serve.ts'

export const ENDPOINT_PROGRAM = 'scripts/bench/delivery/serve.ts'

/** An endpoint that answers as AWS does, in a process of its own. */
export interface Endpoint {
  /** Variables that lead a client to it. */
  readonly env: Readonly<Record<string, string>>
  /** Names of the calls since this was asked last: `cloudformation:DescribeStacks`. */
  readonly calls: () => Promise<readonly string[]>
  readonly stop: () => Promise<void>
}

/** @param folder where its program is bundled */
export async function startEndpoint(folder: string, served: Served): Promise<Endpoint> {
  const child = fork(join(folder, 'serve.cjs'), [JSON.stringify(served)])
  const hear = async (): Promise<Told> => {
    const [told] = (await Promise.race([once(child, 'message'), gone])) as [Told]
    return told
  }
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the local endpoint ended by itself with exit code ${code}`)
  })
  // It is ended at the end, which then is no news.
  gone.catch(() => undefined)
  const first = await hear()
  if (!('env' in first)) throw new Error('the local endpoint does not tell where it is')
  return {
    env: first.env,
    calls: async () => {
      const answer = hear()
      child.send('calls')
      const told = await answer
      return 'calls' in told ? told.calls : []
    },
    // Its channel is closed with us, too, and it ends by that.
    stop: async () => {
      child.disconnect()
      await gone.catch(() => undefined)
    },
  }
}
