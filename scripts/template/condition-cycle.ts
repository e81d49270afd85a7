import { UserError } from '../command/user-error.ts'
import { findCycle } from './cycle.ts'
import type { Template } from './template.ts'
import { type Node, textOf } from './tree.ts'
import { placeText } from './value.ts'

/** Refuses conditions that are defined by one another. */
export function findConditionCycle({ conditions, file }: Template): void {
  const next = (name: string) => {
    const node = conditions.get(name)
    return node ? namedIn(node) : []
  }
  const circle = findCycle(conditions.keys(), next)
  if (!circle) return
  const at = conditions.get(circle[0] ?? '')?.at ?? { file, line: 1, column: 1 }
  throw new UserError(
    `${placeText(at)}: conditions in a circle: ${circle.join(' → ')}`,
    'Define one without the others.',
  )
}

/** The conditions that a condition names. */
function* namedIn(node: Node): Generator<string> {
  const rest = [node]
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.kind === 'call') rest.push(next.argument)
    if (next.kind === 'list') for (const item of next.items) rest.push(item)
    if (next.kind !== 'map') continue
    const name = textOf(next.entries.get('Condition'))
    if (name !== undefined) yield name
    else for (const item of next.entries.values()) rest.push(item)
  }
}
