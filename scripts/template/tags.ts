import { UserError } from '../command/user-error.ts'
import { entriesOf, type Node, textOf } from './tree.ts'
import { type Place, placeText } from './value.ts'

/** CloudFormation's limits for tags of a stack (API reference, Tag and CreateStack). */
const MOST = 50
const LONGEST_KEY = 128
const LONGEST_VALUE = 256

interface Written {
  readonly key: string
  readonly keyAt: Place
  readonly value: Node | undefined
}

/** Tags as written, a map or a list of `Key` and `Value`, as far as CloudFormation takes them. */
export function tagsIn(node: Node): Map<string, string> {
  const written = writtenIn(node)
  const excess = written[MOST]
  if (excess)
    refuse(excess.keyAt, `more than ${MOST} tags`, 'CloudFormation takes no more on a stack: remove some.')
  const tags = new Map<string, string>()
  for (const { key, keyAt, value } of written) {
    refuseKey(key, keyAt)
    if (tags.has(key)) refuse(keyAt, `the tag ${key} is there twice`, 'Remove one of the two.')
    tags.set(key, tagValue(key, keyAt, value))
  }
  return tags
}

function writtenIn(node: Node): Written[] {
  if (node.kind === 'map')
    return [...node.entries].map(([key, value]) => ({ key, keyAt: node.keys.get(key) ?? value.at, value }))
  if (node.kind !== 'list')
    return refuse(node.at, 'neither a list nor a map of tags', 'Write keys and values.')
  return node.items.map((item) => {
    const key = entriesOf(item).get('Key')
    const text = textOf(key)
    if (!key || text === undefined) return refuse(item.at, 'no Key with a Value', 'Write both.')
    return { key: text, keyAt: key.at, value: entriesOf(item).get('Value') }
  })
}

function refuseKey(key: string, at: Place): void {
  if (/^aws:/i.test(key))
    refuse(at, `the tag ${key} begins with aws:`, 'AWS keeps those to itself: rename it.')
  const length = lengthOf(key)
  if (length === 0 || length > LONGEST_KEY)
    refuse(at, `a tag's key of ${length} characters`, `It may have 1 to ${LONGEST_KEY}.`)
}

function tagValue(key: string, keyAt: Place, value: Node | undefined): string {
  const text = value?.kind === 'flag' ? String(value.flag) : textOf(value)
  if (text === undefined)
    return refuse(value?.at ?? keyAt, `the value of the tag ${key} is no text`, 'Write a text.')
  const length = lengthOf(text)
  if (length > LONGEST_VALUE)
    refuse(
      value?.at ?? keyAt,
      `the value of the tag ${key} has ${length} characters`,
      `It may have ${LONGEST_VALUE}.`,
    )
  return text
}

/** As CloudFormation counts: a character of any script is one. */
const lengthOf = (text: string): number => [...text].length

function refuse(at: Place, what: string, cure: string): never {
  throw new UserError(`${placeText(at)}: ${what}`, cure)
}
