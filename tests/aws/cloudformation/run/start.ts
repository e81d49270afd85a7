import type { Stack } from '../model.ts'
import type { State } from '../state.ts'
import type { Process } from '../timeline.ts'
import type { Operation } from './operation.ts'

/** Runs a process on a root, and remembers that it runs. */
export function run(state: State, root: Stack, what: Operation, process: Process<unknown>): void {
  state.running.set(root, what)
  state.timeline.start(
    (function* () {
      yield* process
      what.ended = true
      if (state.running.get(root) === what) state.running.delete(root)
    })(),
  )
}
