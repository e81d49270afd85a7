import type { Finding } from './finding.ts'

/** A template's copy with local TemplateURLs, as it was given to cfn-lint. */
export interface Copy {
  /** The copy's path. */
  path: string
  /** The template it was made of. */
  file: string
  /** The place of each TemplateURL that was replaced, by line. */
  replaced: Map<number, number>
}

/** What cfn-lint says only because the copy's URL is local, or because the URL's parameters are now unused. */
const artefacts = ['W1100', 'W2001', 'W3002', 'W7001', 'W8001']

/**
 * Adds to the findings of the templates what cfn-lint found in their copies alone: a misspelt or missing
 * parameter of a nested stack (E3043), an output it does not have (E1010, E1019, E6101).
 */
export function mergeCopies(findings: Finding[], copies: Copy[]): Finding[] {
  const known = new Set<string>()
  const merged: Finding[] = []
  const fromCopies: Finding[] = []
  for (const finding of findings) {
    const copy = copies.find(({ path }) => path === finding.file)
    if (!copy) merged.push(finding)
    else if (!isArtefact(finding)) fromCopies.push(inOriginal(finding, copy))
  }
  for (const finding of merged) known.add(identity(finding))
  return [...merged, ...fromCopies.filter((finding) => !known.has(identity(finding)))]
}

function isArtefact({ rule, path }: Finding): boolean {
  return artefacts.includes(rule) || path.at(-1) === 'TemplateURL'
}

function inOriginal(finding: Finding, { file, replaced }: Copy): Finding {
  const column = replaced.get(finding.line)
  // Lines are the original's; on a replaced line the columns are not, there the property's name is meant.
  if (column === undefined) return { ...finding, file }
  return { ...finding, file, column, endLine: finding.line, endColumn: column + 'TemplateURL'.length }
}

function identity({ file, rule, line, path, message }: Finding): string {
  return JSON.stringify([file, rule, line, path, message])
}
