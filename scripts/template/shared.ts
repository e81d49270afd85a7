import type { Evaluation } from './evaluation.ts'

/** What was computed in one world, for others in which the parameters that decided it are in the same state. */
export class Shared<Key, T> {
  private readonly earlier = new Map<
    Key,
    { readonly states: ReadonlyMap<string, string>; readonly value: T }[]
  >()

  /** The value for a key in a world, computed there only if no earlier world can have had another one. */
  of(key: Key, evaluation: Evaluation, compute: () => T): T {
    const earlier = this.earlier.get(key) ?? []
    const same = earlier.find(({ states }) =>
      [...states].every(([name, state]) => evaluation.stateOf(name) === state),
    )
    if (same) return same.value
    const { value, parameters } = evaluation.tracked(compute)
    const states = new Map([...parameters].map((name) => [name, evaluation.stateOf(name)]))
    this.earlier.set(key, [...earlier, { states, value }])
    return value
  }
}
