import type { Node } from '../../../../scripts/template/tree.ts'
import type { Value } from '../../../../scripts/template/value.ts'

/** A value as JSON; CloudFormation writes numbers and flags as texts. What is not known is told as such. */
export function jsonOf(value: Value | Node): unknown {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'number':
      return String(value.number)
    case 'flag':
      return String(value.flag)
    case 'list':
      return value.items.map(jsonOf)
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, each]) => [key, jsonOf(each)]))
    case 'call':
      return { [value.name]: jsonOf(value.argument) }
    default:
      return `{{unknown: ${value.why}}}`
  }
}
