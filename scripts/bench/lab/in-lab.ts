import type { Source } from '../../command/options.ts'
import { exchange } from '../../lab/exchange.ts'
import { atHost } from '../../lab/host.ts'
import { Lab as Launched } from '../../lab/launcher.ts'
import { privateState, type State } from '../../lab/state.ts'
import { readWorld } from '../../lab/world.ts'
import { LOAD, type Load, type Loaded } from './load.ts'
import { privateApiName } from './private-api.ts'
import { treeOf } from './processes.ts'

/** A lab of its own, as long as something is done in it. */
export interface Lab {
  readonly state: State
  /** All of its processes, the one that answers last. */
  readonly processes: readonly number[]
  /** Lets the consumer ask the private API. */
  send(load: Omit<Load, 'connect' | 'port' | 'name' | 'from' | 'ca'>): Promise<Loaded>
}

export async function inLab<Result>(source: Source, work: (lab: Lab) => Promise<Result>): Promise<Result> {
  const name = privateApiName(readWorld(source))
  const state = privateState()
  const lab = new Launched(state, false)
  try {
    await lab.start(source)
    return await work({
      state,
      processes: treeOf(lab.pid),
      send: (load) =>
        exchange(atHost(state, 'consumer', [process.execPath, '-e', LOAD]), {
          connect: name,
          port: 443,
          name,
          ...load,
        } satisfies Load),
    })
  } finally {
    await lab.end()
  }
}
