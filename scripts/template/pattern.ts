import { runInThisContext } from 'node:vm'

/**
 * Longer than any honest match takes, however busy the machine: with less, a verdict could turn on what else runs. A
 * pattern can be written to take years.
 */
const PATIENCE_MS = 5000

const known = new Map<string, boolean>()

/**
 * Whether an AllowedPattern takes a value; it must match all of it (user guide, Parameters, AllowedPattern). A
 * pattern that JavaScript does not understand, or cannot decide in time, takes everything.
 */
export function matches(pattern: string, value: string): boolean {
  const key = JSON.stringify([pattern, value])
  const before = known.get(key)
  if (before !== undefined) return before
  const answer = ask(pattern, value)
  known.set(key, answer)
  return answer
}

function ask(pattern: string, value: string): boolean {
  let whole: RegExp
  try {
    whole = new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    try {
      whole = new RegExp(`^(?:${pattern})$`)
    } catch {
      return true
    }
  }
  // With two repetitions at most, none of a group, and a short value there is little to search: no watchdog.
  const repetitions = pattern.match(/[*+{]|(?<!\()\?/g)?.length ?? 0
  if (repetitions <= 2 && !/\)[*+{?]/.test(pattern) && value.length < 200) return whole.test(value)
  try {
    const words = [whole.source, whole.flags, value].map((word) => JSON.stringify(word))
    const search = `new RegExp(${words[0]}, ${words[1]}).test(${words[2]})`
    return runInThisContext(search, { timeout: PATIENCE_MS }) === true
  } catch {
    return true
  }
}
