import { compare } from './compare.ts'
import type { Scope } from './scope.ts'
import { itemsOf, type Node, textOf } from './tree.ts'
import { all, any, not, type Truth } from './world.ts'

/** Whether a condition's definition, or a rule's assertion, holds. */
export function conditionTruth(node: Node, scope: Scope): Truth {
  if (node.kind === 'flag') return node.flag
  if (node.kind === 'text' && /^(?:true|false)$/.test(node.text)) return node.text === 'true'
  if (node.kind === 'map') {
    const name = textOf(node.entries.get('Condition'))
    return name === undefined ? open(node, 'a condition that is none') : scope.holds(name, node.at)
  }
  if (node.kind !== 'call') return open(node, 'a condition that is none')
  const items = itemsOf(node.argument)
  const [first, second] = items
  const truth = (item: Node): Truth => {
    scope.evaluation.descend(item.at)
    const result = conditionTruth(item, scope)
    scope.evaluation.ascend()
    return result
  }
  switch (node.name) {
    case 'Fn::Equals':
      if (items.length !== 2 || !first || !second) return open(node, 'Fn::Equals without two values')
      return compare(scope.resolve(first), scope.resolve(second), node.at, scope.evaluation)
    case 'Fn::Not':
      return first && items.length === 1 ? not(truth(first)) : open(node, 'Fn::Not without one condition')
    case 'Fn::And':
      return items.length > 0 ? all(items.map(truth)) : open(node, 'Fn::And without conditions')
    case 'Fn::Or':
      return items.length > 0 ? any(items.map(truth)) : open(node, 'Fn::Or without conditions')
    case 'Fn::Contains':
      return first && second ? contains(first, second, scope) : open(node, 'Fn::Contains without two values')
    default:
      return open(node, `${node.name} as a condition`)
  }
}

/** Rules only: whether a value is one of a list (user guide, "Rule-specific intrinsic functions"). */
function contains(members: Node, value: Node, scope: Scope): Truth {
  const list = scope.resolve(members)
  if (list?.kind !== 'list') return open(members, 'Fn::Contains on a list that is not known')
  const wanted = scope.resolve(value)
  return any(list.items.map((member) => compare(member, wanted, value.at, scope.evaluation)))
}

const open = ({ at }: Node, why: string): Truth => ({ why, at })
