import { conditionTruth } from './conditions.ts'
import type { Evaluation } from './evaluation.ts'
import type { Scope } from './scope.ts'
import { entriesOf, itemsOf, type Node } from './tree.ts'
import type { World } from './world.ts'

/**
 * A world as the templates' Rules leave it (user guide, "Rules"): undefined where its parameters violate one for
 * certain; with what an assertion such as "not empty" adds. What is not understood, or is open, changes nothing.
 */
export function underRules(world: World, evaluation: Evaluation): World | undefined {
  const except = new Map(world.except)
  for (const stack of evaluation.stacks.all) {
    if (stack.template.rules.size === 0 || evaluation.made(stack) !== true) continue
    const scope = evaluation.scope(stack)
    for (const claim of claimsOf(stack.template.rules.values(), scope)) {
      if (conditionTruth(claim, scope) === false) return undefined
      const denied = deniedBy(claim, scope)
      if (denied)
        except.set(denied.parameter, new Set([...(except.get(denied.parameter) ?? []), denied.literal]))
    }
  }
  return { ...world, except }
}

/** The assertions of the rules that apply. */
function* claimsOf(rules: Iterable<Node>, scope: Scope): Generator<Node> {
  for (const rule of rules) {
    const condition = entriesOf(rule).get('RuleCondition')
    if (condition && conditionTruth(condition, scope) !== true) continue
    for (const assertion of itemsOf(entriesOf(rule).get('Assertions'))) {
      const claim = entriesOf(assertion).get('Assert')
      if (claim) yield claim
    }
  }
}

/** The value that an open `!Not [!Equals [!Ref Parameter, value]]` keeps a parameter from having. */
function deniedBy(claim: Node, scope: Scope) {
  if (claim.kind !== 'call' || claim.name !== 'Fn::Not') return undefined
  const [inner] = itemsOf(claim.argument)
  if (inner?.kind !== 'call' || inner.name !== 'Fn::Equals') return undefined
  const truth = conditionTruth(inner, scope)
  return typeof truth === 'object' ? truth.split : undefined
}
