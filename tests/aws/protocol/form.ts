import type { Data, Structure } from './data.ts'

interface Branch {
  text?: string
  readonly inner: Map<string, Branch>
}

/**
 * The parameters of a form: `Tags.member.1.Key=a` becomes `{Tags: [{Key: 'a'}]}`. awsQuery writes `member` before the
 * numbers of a list, ec2Query does not. An empty list is `Tags=`, an empty text here; `listIn` reads both.
 */
export function readForm(form: Iterable<readonly [string, string]>): Structure {
  const root: Branch = { inner: new Map() }
  for (const [path, text] of form) {
    let branch = root
    for (const name of path.split('.')) {
      const next = branch.inner.get(name) ?? { inner: new Map() }
      branch.inner.set(name, next)
      branch = next
    }
    branch.text = text
  }
  return structureOf(root)
}

const structureOf = ({ inner }: Branch): Structure =>
  Object.fromEntries([...inner].map(([name, branch]) => [name, dataOf(branch)]))

function dataOf(branch: Branch): Data {
  const { text, inner } = branch
  if (inner.size === 0) return text
  const members = inner.get('member')
  if (members && inner.size === 1) return listOf(members)
  return isNumbered(branch) ? listOf(branch) : structureOf(branch)
}

const isNumbered = ({ inner }: Branch): boolean => [...inner.keys()].every((name) => /^\d+$/.test(name))

/** In the order of the numbers, whichever the form's order is. */
const listOf = ({ inner }: Branch): Data[] =>
  [...inner].sort(([a], [b]) => Number(a) - Number(b)).map(([, branch]) => dataOf(branch))
