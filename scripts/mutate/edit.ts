/** A text after an edit, and which part of it is new. */
export interface Edited {
  readonly text: string
  /** Where the new part begins and ends; the same where something was only taken out. */
  readonly from: number
  readonly to: number
  /** What stood there before. */
  readonly removed: string
}

/** One edit of a template's text. */
export type Edit = (text: string) => Edited

/** The template no longer has what a mutation changes: the mutation is stale, and would show nothing. */
export class StaleEdit extends Error {
  override name = 'StaleEdit'
}

/** Replaces a text that occurs once. */
export const replace =
  (old: string, now: string): Edit =>
  (text) => {
    const at = only(text, old)
    const [lead, trail] = common(old, now)
    return {
      text: text.slice(0, at) + now + text.slice(at + old.length),
      from: at + lead,
      to: at + now.length - trail,
      removed: old.slice(lead, old.length - trail),
    }
  }

/** Takes out a text that occurs once. */
export const remove = (old: string): Edit => replace(old, '')

/** Puts a text behind one that occurs once. */
export const insert = (anchor: string, now: string): Edit => replace(anchor, anchor + now)

/** Adds a resource, in the text of a template that has outputs: `  Name:` and what belongs to it. */
export const addResource = (resource: string): Edit => replace('\nOutputs:\n', `\n${resource}Outputs:\n`)

/** Replaces every occurrence, for a name: the first is the one that is edited. */
export const rename =
  (old: string, now: string): Edit =>
  (text) => {
    const at = text.indexOf(old)
    if (at < 0) throw new StaleEdit(`there is no ${quoted(old)}`)
    return { text: text.replaceAll(old, now), from: at, to: at + now.length, removed: old }
  }

/** Edits just one resource, parameter or condition, by its name. */
export const within =
  (name: string, edit: Edit): Edit =>
  (text) => {
    const start = only(text, `\n  ${name}:\n`) + 1
    const body = text.slice(text.indexOf('\n', start))
    const end = text.length - body.length + (/\n {0,2}\S/.exec(body)?.index ?? body.length - 1) + 1
    const inner = attempt(name, () => edit(text.slice(start, end)))
    return {
      text: text.slice(0, start) + inner.text + text.slice(end),
      from: start + inner.from,
      to: start + inner.to,
      removed: inner.removed,
    }
  }

function attempt<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof StaleEdit) throw new StaleEdit(`in ${name} ${error.message}`)
    throw error
  }
}

function only(text: string, part: string): number {
  const at = text.indexOf(part)
  if (at < 0) throw new StaleEdit(`there is no ${quoted(part)}`)
  if (text.indexOf(part, at + 1) >= 0) throw new StaleEdit(`there is more than one ${quoted(part)}`)
  return at
}

/** How many characters of whole lines two texts share at the beginning and at the end. */
function common(old: string, now: string): [lead: number, trail: number] {
  const shorter = Math.min(old.length, now.length)
  let lead = 0
  while (lead < shorter && old[lead] === now[lead]) lead += 1
  lead = old.lastIndexOf('\n', lead - 1) + 1
  let trail = 0
  while (trail < shorter - lead && old.at(-1 - trail) === now.at(-1 - trail)) trail += 1
  while (trail > 0 && !(startsLine(old, trail) && startsLine(now, trail))) trail -= 1
  return [lead, trail]
}

/** Whether the last so many characters begin with a line. */
const startsLine = (text: string, last: number): boolean =>
  last === text.length || text[text.length - last - 1] === '\n'

const quoted = (part: string): string => JSON.stringify(part.length > 80 ? `${part.slice(0, 80)}…` : part)
