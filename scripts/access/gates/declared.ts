import type { Api, Method } from '../model/index.ts'

/**
 * The method that answers a verb and a path: a literal part before a parameter, before a greedy one; the verb itself
 * before ANY.
 */
export function declaredMethod({ methods }: Api, verb: string, path: string): Method | undefined {
  const candidates = methods
    .filter((method) => [verb, 'ANY'].includes(method.verb.text) && covers(method.path, path))
    .map((method) => ({ method, rank: rank(method) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
  return candidates[0]?.method
}

/** Whether a declared path covers one of a request: `/pets/{id}` covers `/pets/1`. */
export function covers(declared: string, path: string): boolean {
  const [wanted, asked] = [partsOf(declared), partsOf(path)]
  const greedy = isGreedy(wanted.at(-1) ?? '')
  if (greedy ? asked.length < wanted.length : asked.length !== wanted.length) return false
  return wanted.every((part, index) => part.startsWith('{') || part === asked[index])
}

const partsOf = (path: string): string[] => path.replace(/^\//, '').split('/')
const isGreedy = (part: string): boolean => /^\{.*\+\}$/.test(part)

/** Compared as texts: part by part, then the verb. */
const rank = ({ path, verb }: Method): string =>
  partsOf(path)
    .map((part) => (isGreedy(part) ? 2 : part.startsWith('{') ? 1 : 0))
    .join('') + (verb.text === 'ANY' ? 'b' : 'a')
