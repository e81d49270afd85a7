import { UserError } from '../command/user-error.ts'
import { entriesOf, type Node, textOf } from './tree.ts'
import { placeText } from './value.ts'

/** Values of parameters as written: a list of `ParameterKey` and `ParameterValue` (create-stack), or a map. */
export function parametersIn(node: Node): Map<string, string> {
  const values = new Map<string, string>()
  if (node.kind === 'list') {
    for (const item of node.items) {
      const key = textOf(entriesOf(item).get('ParameterKey'))
      const value = entriesOf(item).get('ParameterValue')
      if (key === undefined || !value) {
        throw new UserError(`${placeText(item.at)}: no ParameterKey with a ParameterValue`, 'Write both.')
      }
      values.set(key, plainValue(key, value))
    }
  } else if (node.kind === 'map') {
    for (const [key, value] of node.entries) values.set(key, plainValue(key, value))
  } else {
    throw new UserError(
      `${placeText(node.at)}: neither a list nor a map of parameters`,
      'Write names and values.',
    )
  }
  return values
}

/** A value as the text that CloudFormation takes; a list by commas. */
function plainValue(key: string, node: Node): string {
  const items = node.kind === 'list' ? node.items : [node]
  const texts = items.map((item) => (item.kind === 'flag' ? String(item.flag) : textOf(item)))
  if (texts.some((text) => text === undefined)) {
    throw new UserError(
      `${placeText(node.at)}: the value of ${key} is no text`,
      'Write a text, a number or a list of them.',
    )
  }
  return texts.join(',')
}
