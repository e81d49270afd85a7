import { conditionTruth } from './conditions.ts'
import type { Evaluation } from './evaluation.ts'
import { intrinsics } from './intrinsics/index.ts'
import { parameterValue } from './parameter-value.ts'
import { pseudoText } from './pseudo.ts'
import type { Stack } from './stacks.ts'
import { asLiteral, type ListNode, type MapNode, type Node } from './tree.ts'
import { undecidedValue } from './undecided.ts'
import { type MapValue, type Place, unknown, type Value } from './value.ts'
import { all, type Truth } from './world.ts'

/** One stack under one world: resolves what its template says. */
export class Scope {
  readonly evaluation: Evaluation
  readonly stack: Stack

  constructor(evaluation: Evaluation, stack: Stack) {
    this.evaluation = evaluation
    this.stack = stack
  }

  /** The value of a node; undefined for AWS::NoValue. */
  resolve(node: Node): Value | undefined {
    const literal = asLiteral(node)
    if (literal) return literal
    if (node.kind === 'list') return this.list(node)
    if (node.kind === 'map') return this.map(node)
    if (node.kind !== 'call') return node
    const intrinsic = intrinsics[node.name]
    if (!intrinsic) return unknown(node.at, node.name)
    this.evaluation.descend(node.at)
    const value = intrinsic(node.argument, node.at, this)
    this.evaluation.ascend()
    return value
  }

  /** Whether a condition holds; true where none is named. */
  holds(name: string | undefined, at: Place): Truth {
    if (name === undefined) return true
    const { stack, evaluation } = this
    const node = stack.template.conditions.get(name)
    if (!node) return { why: `the condition ${name}, which the template does not have`, at }
    return evaluation.once(`${stack.prefix}condition ${name}`, at, () => conditionTruth(node, this))
  }

  /** Whether a resource is made, its stack included. */
  makes(logicalId: string): Truth {
    const declaration = this.stack.template.resources.get(logicalId)
    if (!declaration) return false
    return all([this.evaluation.made(this.stack), this.holds(declaration.condition, declaration.at)])
  }

  parameter(name: string, at: Place): Value | undefined {
    return this.evaluation.once(`${this.stack.prefix}parameter ${name}`, at, () => parameterValue(name, this))
  }

  /** A pseudo parameter's text. */
  pseudo(name: string): string {
    return pseudoText(name, this)
  }

  /** A property of a resource of this stack; undefined when it has none. */
  property(logicalId: string, name: string, at: Place): Value | undefined {
    return this.evaluation.once(`${this.stack.prefix}${logicalId}.${name}`, at, () => {
      const properties = this.stack.template.resources.get(logicalId)?.properties
      const node = properties?.kind === 'map' ? properties.entries.get(name) : undefined
      return node && this.resolve(node)
    })
  }

  output(name: string, at: Place): Value {
    const { stack, evaluation } = this
    return evaluation.once(`${stack.prefix}output ${name}`, at, () => {
      const output = stack.template.outputs.get(name)
      if (!output) return unknown(at, `the output ${name}, which ${stack.template.file} does not have`)
      const there = all([evaluation.made(stack), this.holds(output.condition, output.at)])
      if (there === false) return unknown(at, `the output ${name}, which is not there under these conditions`)
      if (there !== true) return undecidedValue(there, output.at)
      const value = this.resolve(output.value)
      // Outputs are texts (user guide, Outputs); lists of lists passed from stack to stack would grow without end.
      const isPlain = value && value.kind !== 'list' && value.kind !== 'map'
      return isPlain ? value : unknown(output.at, `the output ${name}, which is no text`)
    })
  }

  private list(node: ListNode): Value {
    const items: Value[] = []
    for (const item of node.items) {
      const value = this.resolve(item)
      if (value) items.push(value)
    }
    return { kind: 'list', items, at: node.at }
  }

  private map(node: MapNode): MapValue | Value {
    const entries = new Map<string, Value>()
    for (const [key, item] of node.entries) {
      // What it adds to the map, or takes from it, is not known.
      if (key.startsWith('Fn::')) return unknown(node.keys.get(key) ?? node.at, `${key} beside other keys`)
      const value = this.resolve(item)
      if (value) entries.set(key, value)
    }
    return { kind: 'map', entries, at: node.at }
  }
}
