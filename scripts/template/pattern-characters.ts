/**
 * What is read of an AllowedPattern, one after the other: structure and repetitions, which add no character; a class;
 * a character. Whatever else there is (negated classes, dots, look-arounds, flags) could stand for anything.
 */
const STRUCTURE = /[\^$|)]|\((?:\?:|(?!\?))|[*+?]|\{\d+(?:,\d*)?\}/y
const CLASS = /\[((?:[\w \-!#%'()*+,./:;<=>?@{|}~$]|\\[^A-Za-z0-9]|\\[dw])+)\]/y
const ONE = /[\w \-!#%&',/:;<=>@~]|\\[^A-Za-z0-9]|\\[dw]/y

const DIGITS = '0123456789'
const CLASSES: Readonly<Record<string, string>> = {
  '\\d': DIGITS,
  '\\w': `${DIGITS}_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`,
}

/**
 * Characters of which every text is made that an AllowedPattern takes, perhaps with more than those; undefined for a
 * pattern that is not understood.
 */
export function charactersOf(pattern: string): ReadonlySet<string> | undefined {
  const found = new Set<string>()
  for (let at = 0; at < pattern.length; ) {
    const [structure] = match(STRUCTURE, pattern, at)
    const [list, members] = structure === undefined ? match(CLASS, pattern, at) : []
    const [one] = structure === undefined && list === undefined ? match(ONE, pattern, at) : []
    const characters = members === undefined ? one && read(one) : expand(members)
    if (structure === undefined && characters === undefined) return undefined
    for (const character of characters ?? []) found.add(character)
    at += (structure ?? list ?? one ?? '').length
  }
  return found
}

function match(part: RegExp, text: string, at: number): readonly (string | undefined)[] {
  part.lastIndex = at
  return part.exec(text) ?? []
}

/** One character, or those that `\d` and the like stand for. */
const read = (member: string): string => CLASSES[member] ?? member.replace(/^\\/, '')

/** The members of a class; undefined where a hyphen stands for a range that is none. */
function expand(members: string): string | undefined {
  const parts = members.match(/\\?./g) ?? []
  let found = ''
  for (let at = 0; at < parts.length; at += 1) {
    const [from = '', hyphen, to] = parts.slice(at, at + 3)
    found += read(from)
    if (hyphen !== '-' || to === undefined) continue
    const [first, last] = [read(from), read(to)].map((one) => (one.length === 1 ? one.charCodeAt(0) : NaN))
    if (!(first !== undefined && last !== undefined && first <= last)) return undefined
    for (let code = first; code <= last; code += 1) found += String.fromCharCode(code)
    at += 2
  }
  return found
}
