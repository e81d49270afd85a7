import { UserError } from '../command/user-error.ts'
import type { Names } from './names.ts'
import { Scope } from './scope.ts'
import type { Stack, Stacks } from './stacks.ts'
import { type Place, placeText } from './value.ts'
import { all, type Truth, type World } from './world.ts'

/** Deeper than anybody writes: intrinsics in one another, through parameters and outputs. The call stack holds this. */
const DEEPEST = 500

/** A value, and the parameters that decided it. */
export interface Tracked<T> {
  readonly value: T
  readonly parameters: ReadonlySet<string>
}

/** All stacks under one world; what is computed once is kept. */
export class Evaluation {
  readonly stacks: Stacks
  readonly names: Names
  /** Collects the addresses that the value being resolved refers to. */
  references: Map<string, Place> | undefined
  private readonly except: World['except']
  /** Values by full parameter name: those given, and those this world chooses. */
  private readonly values: Map<string, string>
  private readonly states = new Map<string, string>()
  /** The parameters that what is being computed has asked for. */
  private asked = new Set<string>()
  private depth = 0
  private readonly scopes = new Map<Stack, Scope>()
  private readonly kept = new Map<string, Tracked<unknown>>()
  private readonly open = new Map<string, Place>()
  private exports: Tracked<Map<string, { stack: Stack; output: string }>> | undefined

  constructor(stacks: Stacks, world: World, names: Names) {
    this.stacks = stacks
    this.names = names
    this.except = world.except
    this.values = new Map(stacks.given)
    for (const { parameter, value } of world.choices)
      if (value !== undefined) this.values.set(parameter, value)
  }

  /** The value of a root's parameter by its full name, given or chosen; undefined where it may be any. */
  valueOf(parameter: string): string | undefined {
    this.asked.add(parameter)
    return this.values.get(parameter)
  }

  /** Whether this world knows that a parameter does not have a value. */
  excludes(parameter: string, value: string): boolean {
    this.asked.add(parameter)
    return this.except.get(parameter)?.has(value) ?? false
  }

  /** All that a world says of a parameter: worlds of the same state compute the same from it. */
  stateOf(parameter: string): string {
    const known = this.states.get(parameter)
    if (known !== undefined) return known
    const state = JSON.stringify([this.values.get(parameter), [...(this.except.get(parameter) ?? [])].sort()])
    this.states.set(parameter, state)
    return state
  }

  /** Computes, and tells which parameters it took. */
  tracked<T>(compute: () => T): Tracked<T> {
    const before = this.asked
    this.asked = new Set()
    const value = compute()
    const parameters = this.asked
    this.asked = before
    this.ask(parameters)
    return { value, parameters }
  }

  /** Notes that what is being computed depends on parameters. */
  private ask(parameters: ReadonlySet<string>): void {
    for (const parameter of parameters) this.asked.add(parameter)
  }

  scope(stack: Stack): Scope {
    const known = this.scopes.get(stack)
    if (known) return known
    const scope = new Scope(this, stack)
    this.scopes.set(stack, scope)
    return scope
  }

  /** One more intrinsic inside another; `ascend` when it is done. */
  descend(at: Place): void {
    this.depth += 1
    if (this.depth > DEEPEST) {
      throw new UserError(
        `${placeText(at)}: more than ${DEEPEST} values inside one another`,
        'Write some of them out.',
      )
    }
  }

  ascend(): void {
    this.depth -= 1
  }

  /** Computes once; a value that needs itself is a mistake in the template. */
  once<T>(key: string, at: Place, compute: () => T): T {
    const known = this.kept.get(key)
    if (known) {
      this.ask(known.parameters)
      return known.value as T
    }
    if (this.open.has(key)) {
      const circle = [...this.open.keys()].slice([...this.open.keys()].indexOf(key))
      throw new UserError(
        `${placeText(at)}: ${[...circle, key].join(' → ')} is a circle`,
        'Break it at one of them.',
      )
    }
    this.descend(at)
    const references = this.references
    this.references = undefined
    this.open.set(key, at)
    const result = this.tracked(compute)
    this.open.delete(key)
    this.ascend()
    this.references = references
    this.kept.set(key, result)
    return result.value
  }

  /** Whether a stack is made. */
  made(stack: Stack): Truth {
    const { parent } = stack
    if (!parent) return true
    const { declaration } = parent
    return this.once(`stack ${stack.address}`, declaration.at, () =>
      all([this.made(parent.stack), this.scope(parent.stack).holds(declaration.condition, declaration.at)]),
    )
  }

  /** The output exported under a name by any of the stacks. */
  exported(name: string): { stack: Stack; output: string } | undefined {
    this.exports ??= this.tracked(() => this.findExports())
    this.ask(this.exports.parameters)
    return this.exports.value.get(name)
  }

  private findExports(): Map<string, { stack: Stack; output: string }> {
    const found = new Map<string, { stack: Stack; output: string }>()
    for (const stack of this.stacks.all) {
      for (const [output, { exportName }] of stack.template.outputs) {
        if (!exportName || this.made(stack) === false) continue
        const name = this.scope(stack).resolve(exportName)
        if (name?.kind === 'text') found.set(name.text, { stack, output })
      }
    }
    return found
  }
}
