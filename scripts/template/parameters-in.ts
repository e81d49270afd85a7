import { variablesIn } from './intrinsics/sub.ts'
import type { Scope } from './scope.ts'
import { asLiteral, type CallNode, entriesOf, itemsOf, type Node, textOf } from './tree.ts'

/**
 * The parameters of its own template that a value turns on: those that it refers to, and those by which conditions
 * choose what is in it.
 */
export function parametersBehind(node: Node, scope: Scope): Set<string> {
  const found = new Set<string>()
  collect(node, scope, found, { held: false })
  return found
}

/**
 * The parameters that a value holds as they are: when one of them gets another value, so does this. One that is
 * only compared, or of which a part is taken, is not among them.
 */
export function parametersHeld(node: Node, scope: Scope): Set<string> {
  const found = new Set<string>()
  collect(node, scope, found, { held: true })
  return found
}

/** Functions whose result is another one whenever an argument is. */
const HOLDING = new Set(['Fn::Join', 'Fn::Base64', 'Fn::ToJsonString'])

function collect(node: Node, scope: Scope, found: Set<string>, how: { readonly held: boolean }): void {
  const inner = (one: Node) => collect(one, scope, found, how)
  if (node.kind === 'list') for (const item of node.items) inner(item)
  if (node.kind === 'map') {
    // Within conditions a condition is named so; elsewhere a literal map holds nothing.
    const condition = how.held ? undefined : textOf(node.entries.get('Condition'))
    if (condition !== undefined) inCondition(condition, scope, found)
    if (!asLiteral(node)) for (const item of node.entries.values()) inner(item)
  }
  if (node.kind !== 'call') return
  const { name, argument } = node
  for (const path of referred(node)) if (scope.stack.template.parameters.has(path)) found.add(path)
  if (name === 'Fn::If') {
    const [condition, yes, no] = itemsOf(argument)
    const truth = scope.holds(textOf(condition), node.at)
    if (!how.held) inCondition(textOf(condition) ?? '', scope, found)
    for (const branch of truth === true ? [yes] : truth === false ? [no] : [yes, no])
      if (branch) inner(branch)
  } else if (name !== 'Ref' && (!how.held || HOLDING.has(name))) inner(argument)
}

function inCondition(name: string, scope: Scope, found: Set<string>): void {
  const node = scope.stack.template.conditions.get(name)
  if (node) collect(node, scope, found, { held: false })
}

/** What a Ref, or the variables of a Sub that are not its own, name. */
function referred({ name, argument }: CallNode): string[] {
  if (name === 'Ref') return [textOf(argument) ?? '']
  if (name !== 'Fn::Sub') return []
  const [text = argument, own] = itemsOf(argument)
  return variablesIn(textOf(text) ?? '').filter((variable) => !entriesOf(own).has(variable))
}
