import { type Finding, prove } from '../../../scripts/proof/prove.ts'
import { opened } from '../../template/written.ts'
import { small } from './small.ts'

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
