import { variablesIn } from './intrinsics/sub.ts'
import type { Origin } from './origins.ts'
import { passedTo } from './parameter-value.ts'
import type { Scope } from './scope.ts'
import { asLiteral, type CallNode, itemsOf, type Node, textOf } from './tree.ts'
import { type Place, placeText } from './value.ts'

/** Follows references and conditions from node to node, and notes the places that decide about a value. */
export class Trail {
  readonly found: Origin[] = []
  private readonly seen = new Map<Scope, Set<Node>>()

  follow(node: Node, scope: Scope): void {
    if (asLiteral(node)?.kind === 'text' || this.wasHere(node, scope)) return
    if (node.kind === 'list') for (const item of node.items) this.follow(item, scope)
    if (node.kind === 'map') for (const [key, item] of node.entries) this.entry(key, item, scope)
    if (node.kind === 'call') this.call(node, scope)
  }

  /** A condition by its name. */
  condition(name: string, scope: Scope): void {
    const node = scope.stack.template.conditions.get(name)
    if (node) this.follow(node, scope)
  }

  /** Whether a resource is made, where that is not certain. */
  made(logicalId: string, scope: Scope): void {
    const { stack } = scope
    const declaration = stack.template.resources.get(logicalId)
    if (!declaration || scope.makes(logicalId) === true) return
    const { condition, at } = declaration
    if (condition === undefined) return
    this.add(`${stack.prefix}${logicalId} is made only where ${condition} holds`, at)
    this.condition(condition, scope)
  }

  /** The parts of a node that conditions leave out. */
  omissions(node: Node, scope: Scope): void {
    if (asLiteral(node)) return
    if (node.kind === 'list') for (const item of node.items) this.omissions(item, scope)
    if (node.kind === 'map') for (const item of node.entries.values()) this.omissions(item, scope)
    if (node.kind !== 'call') return
    const branches = node.name === 'Fn::If' ? this.choose(node, scope) : [node.argument]
    if (branches.some(isNothing)) this.follow(node, scope)
    else for (const branch of branches) this.omissions(branch, scope)
  }

  private entry(key: string, node: Node, scope: Scope): void {
    const name = key === 'Condition' ? textOf(node) : undefined
    if (name === undefined) this.follow(node, scope)
    else this.condition(name, scope)
  }

  private call(node: CallNode, scope: Scope): void {
    const { name, argument } = node
    const [first, second] = itemsOf(argument)
    if (name === 'Fn::If') {
      const taken = this.choose(node, scope)
      if (taken.some(isNothing)) this.add(`left out here, as ${textOf(first)} decides`, node.at)
      for (const branch of taken) this.follow(branch, scope)
      this.condition(textOf(first) ?? '', scope)
      return
    }
    for (const path of referred(node)) this.reference(path, scope)
    if (name === 'Fn::Sub' && second) this.follow(second, scope)
    else if (name !== 'Ref' && name !== 'Fn::GetAtt') this.follow(argument, scope)
  }

  /** The branch of an If that is taken; both where that is open. */
  private choose({ argument, at }: CallNode, scope: Scope): Node[] {
    const [name, yes, no] = itemsOf(argument)
    if (!yes || !no) return []
    const truth = scope.holds(textOf(name), at)
    return truth === true ? [yes] : truth === false ? [no] : [yes, no]
  }

  /** `Name`, `Resource` or `Resource.Attribute`. */
  private reference(path: string, scope: Scope): void {
    const { stack, evaluation } = scope
    const [name = ''] = path.split('.', 1)
    if (stack.template.parameters.has(path)) this.parameter(path, scope)
    this.made(name, scope)
    if (scope.makes(name) === false) return
    const output = path.slice(name.length).replace(/^\.Outputs\./, '')
    const child = stack.children.get(name)
    if (!child || 'kind' in child) return
    const declared = child.template.outputs.get(output)
    if (!declared) return
    this.add(`the output ${output} of ${child.address} stands here`, declared.at)
    this.follow(declared.value, evaluation.scope(child))
  }

  private parameter(name: string, { stack, evaluation }: Scope): void {
    const { parent } = stack
    if (!parent) return
    const passed = passedTo(parent.declaration, name)
    if (!passed) {
      this.add(`${stack.address} is passed no ${name}, so it takes its default`, parent.declaration.at)
      return
    }
    const above = evaluation.scope(parent.stack)
    const isItself = passed.kind === 'call' && passed.name === 'Ref' && textOf(passed.argument) === name
    const value = isItself ? undefined : above.resolve(passed)
    // Of an If the branch that is taken says more.
    const at = value && value.kind !== 'unknown' ? value.at : passed.at
    if (!isItself) this.add(`${name} of ${stack.address} is passed here`, at)
    this.follow(passed, above)
  }

  private add(what: string, at: Place): void {
    const known = this.found.some((one) => one.what === what && placeText(one.at) === placeText(at))
    if (!known) this.found.push({ what, at })
  }

  /** Whether a node was followed before: much is referred to more than once. */
  private wasHere(node: Node, scope: Scope): boolean {
    const nodes = this.seen.get(scope) ?? new Set<Node>()
    this.seen.set(scope, nodes)
    const known = nodes.has(node)
    nodes.add(node)
    return known
  }
}

const isNothing = (node: Node): boolean =>
  node.kind === 'call' && node.name === 'Ref' && textOf(node.argument) === 'AWS::NoValue'

/** What a call refers to itself: `Name`, `Resource.Attribute`. */
function referred({ name, argument }: CallNode): string[] {
  const [first, second] = itemsOf(argument)
  if (name === 'Ref') return [textOf(argument) ?? '']
  if (name === 'Fn::GetAtt') return [first ? `${textOf(first)}.${textOf(second)}` : (textOf(argument) ?? '')]
  return name === 'Fn::Sub' ? variablesIn(textOf(first ?? argument) ?? '') : []
}
