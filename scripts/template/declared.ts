import type { Evaluation } from './evaluation.ts'
import type { Scope } from './scope.ts'
import type { Declaration } from './template.ts'

/** A resource as it is written, by its address, with the stack it belongs to. */
export function declared(
  address: string,
  evaluation: Evaluation,
): { declaration: Declaration; scope: Scope } | undefined {
  for (const stack of evaluation.stacks.all) {
    const own = address.startsWith(stack.prefix) ? address.slice(stack.prefix.length) : ''
    const declaration = stack.template.resources.get(own)
    if (declaration) return { declaration, scope: evaluation.scope(stack) }
  }
  return undefined
}
