import { UserError } from '../command/user-error.ts'
import type { Names } from './names.ts'
import { Scope } from './scope.ts'
import type { Stack, Stacks } from './stacks.ts'
import { type Place, placeText } from './value.ts'
import { all, type Truth, type World } from './world.ts'

/** Deeper than anybody writes: intrinsics in one another, through parameters and outputs. The call stack holds this. */
const DEEPEST = 500

/** All stacks under one world; what is computed once is kept. */
export class Evaluation {
  readonly stacks: Stacks
  readonly names: Names
  readonly except: World['except']
  /** Values by full parameter name: those given, and those this world chooses. */
  readonly values: Map<string, string>
  /** Collects the addresses that the value being resolved refers to. */
  references: Map<string, Place> | undefined
  private depth = 0
  private readonly scopes = new Map<Stack, Scope>()
  private readonly kept = new Map<string, unknown>()
  private readonly open = new Map<string, Place>()
  private exports: Map<string, { stack: Stack; output: string }> | undefined

  constructor(stacks: Stacks, world: World, names: Names) {
    this.stacks = stacks
    this.names = names
    this.except = world.except
    this.values = new Map(stacks.given)
    for (const { parameter, value } of world.choices)
      if (value !== undefined) this.values.set(parameter, value)
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
    if (this.kept.has(key)) return this.kept.get(key) as T
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
    const value = compute()
    this.open.delete(key)
    this.ascend()
    this.references = references
    this.kept.set(key, value)
    return value
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
    this.exports ??= this.findExports()
    return this.exports.get(name)
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
