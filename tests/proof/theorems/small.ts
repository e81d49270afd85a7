import { readFileSync } from 'node:fs'
import { type Finding, prove } from '../../../scripts/proof/prove.ts'
import { opened } from '../../template/written.ts'

/** The template that all tests of theorems start from: everything holds there that can. */
export const small = readFileSync('tests/proof/theorems/small.yaml', 'utf8')

type Edit = (template: string) => string

/** The small template with these edits. */
export const edited = (...edits: Edit[]): string => edits.reduce((text, edit) => edit(text), small)

/** Another text in place of one that occurs once; `within` a resource where it occurs more often. */
export const swap =
  (old: string, now: string, within?: string): Edit =>
  (template) => {
    const part = within === undefined ? template : resource(template, within)
    const found = part.split(old).length - 1
    if (found !== 1) throw new Error(`'${old}' occurs ${found} times${within ? ` in ${within}` : ''}`)
    return template.replace(part, () => part.replace(old, () => now))
  }

/** A resource, or what else is written there in YAML, at the end of the resources. */
export const add =
  (yaml: string): Edit =>
  (template) =>
    template + yaml.replace(/^\n/, '')

/** The template without a resource. */
export const drop =
  (logicalId: string): Edit =>
  (template) =>
    template.replace(resource(template, logicalId), '')

/** Parameters, or other sections, before the resources. */
export const above =
  (sections: string): Edit =>
  (template) =>
    template.replace('\nResources:\n', () => `\n${sections.trim()}\nResources:\n`)

/** The method answers by itself, and invokes nothing. */
export const mock: Edit = (template) =>
  template.replace('Type: AWS_PROXY', 'Type: MOCK').replace(/ {8}Uri: .*\n/, '')

/** A further statement of the API's policy, in one line. */
export const statement = (yaml: string): Edit =>
  swap('        Statement:\n', `        Statement:\n          - ${yaml}\n`, 'Api')

/** The API's policy with these statements, each in one line. */
export const policy =
  (...statements: string[]): Edit =>
  (template) =>
    template.replace(
      /( {2}Api:\n[\s\S]*? {8}Statement:\n)( {10}.*\n)+/,
      (_, head: string) => head + statements.map((one) => `          - ${one}\n`).join(''),
    )

function resource(template: string, logicalId: string): string {
  const [found] = new RegExp(`^ {2}${logicalId}:\\n(?: {3}.*\\n)+`, 'm').exec(template) ?? []
  if (found === undefined) throw new Error(`the template has no resource ${logicalId}`)
  return found
}

/** A reason as a test sees it: what it says, and the line of the template that it names. */
export interface Said {
  readonly text: string
  readonly line: string | undefined
}

export interface Outcome {
  readonly kind: Finding['verdict']['kind']
  readonly because: readonly Said[]
  readonly when: Finding['when']
  readonly counts: Finding['counts']
}

const known = new Map<string, readonly Finding[]>()

/** What the prover says of a theorem about an API of a template. */
export function outcome(
  theorem: string,
  template = small,
  { api = 'Api', given = {} }: { api?: string; given?: Record<string, string> } = {},
): Outcome {
  const key = JSON.stringify([template, given])
  const findings = known.get(key) ?? prove(opened({ 'small.yaml': template }, given))
  known.set(key, findings)
  const finding = findings.find((one) => one.theorem.id === theorem && one.api === api)
  if (!finding) throw new Error(`nothing was found about ${theorem} of ${api}`)
  const { verdict, when, counts } = finding
  const lines = template.split('\n')
  const because = 'because' in verdict ? verdict.because : (verdict.witness ?? [])
  return {
    kind: verdict.kind,
    because: because.map(({ text, at }) => ({ text, line: at && lines[at.line - 1]?.trim() })),
    when,
    counts,
  }
}

/** The kind of verdict alone. */
export const kindOf = (...asked: Parameters<typeof outcome>) => outcome(...asked).kind

/** That a verdict has this reason among others; `line` is a part of the line of the template that it names. */
export const because = (text: string, line?: string) =>
  expect.arrayContaining([
    expect.objectContaining({
      text: expect.stringContaining(text),
      ...(line !== undefined && { line: expect.stringContaining(line) }),
    }),
  ])
