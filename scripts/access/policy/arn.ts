import { fits, type Pattern } from './pattern.ts'

const PARTS = 6

/**
 * Whether an ARN fits a pattern of six colon parts, compared one by one, the sixth with all that follows it
 * (semantics 4.2, ArnLike). Undefined when one of the two is no ARN.
 */
export function arnFits(pattern: Pattern, value: string): boolean | undefined {
  const wanted = arnParts(pattern, (character) => !character.wild && character.text === ':')
  const actual = arnParts([...value], (character) => character === ':')
  if (!wanted || !actual) return undefined
  return wanted.every((part, index) => fits(part, (actual[index] ?? []).join('')))
}

function arnParts<Item>(
  items: readonly Item[],
  isColon: (item: Item) => boolean,
): readonly Item[][] | undefined {
  const parts: Item[][] = [[]]
  for (const item of items) {
    if (isColon(item) && parts.length < PARTS) parts.push([])
    else parts.at(-1)?.push(item)
  }
  return parts.length === PARTS ? parts : undefined
}

/** The account of an IAM or STS ARN. */
export const accountOf = (arn: string): string | undefined => arn.split(':')[4] || undefined
