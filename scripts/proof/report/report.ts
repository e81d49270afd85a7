import type { Stacks } from '../../template/stacks.ts'
import type { Place } from '../../template/value.ts'
import type { Finding } from '../prove.ts'
import type { Reason, Theorem, Verdict } from '../theorems/theorem.ts'
import { assumed, type UsedAssumption } from './assumed.ts'
import { type Conclusion, concluded } from './conclusion.ts'
import { printable } from './printable.ts'

/** A sentence of evidence, with its place where it has one. */
export interface Evidence {
  readonly text: string
  readonly file?: string
  readonly line?: number
}

/** One parameter's value in a case for which a verdict came out. */
export interface When {
  readonly parameter: string
  /** `null` for any value but those that the templates compare it with. */
  readonly value: string | null
  /** Whether that is what the parameter is without a value. */
  readonly isDefault: boolean
}

/** One theorem about one API. */
export interface Result {
  readonly api: string
  readonly id: string
  readonly sentence: string
  readonly kind: Theorem['kind']
  readonly severity: Theorem['severity']
  readonly verdict: Verdict['kind']
  /** In how many cases of the parameters each verdict came out. */
  readonly counts: Readonly<Record<Verdict['kind'], number>>
  /** The first case with this verdict; empty when all have it. */
  readonly when: readonly When[]
  /** Why, the first one being the reason and those after it what bears it out; for PROVED the witness. */
  readonly reasons: readonly Evidence[]
  /** The counterexample, or the witness, as lines for people: `aws:SourceVpce vpce-‹Endpoint›`. */
  readonly request: readonly string[]
  readonly assumes: readonly string[]
}

/**
 * What `--format json` prints, and what the other formats are made from. It holds no time, so that the same templates
 * give the same bytes. Fields may be added; none changes its meaning within a version.
 */
export interface Report {
  readonly version: 1
  readonly conclusion: Conclusion
  readonly templates: readonly { readonly file: string; readonly sha256: string }[]
  /** Values of parameters that were given, by `stack:Name`; the partition is always assumed. */
  readonly given: Readonly<Record<string, string>>
  /** What keeps the templates from being understood in full. */
  readonly problems: readonly Evidence[]
  readonly results: readonly Result[]
  /** Those that some result rests on, in a fixed order. */
  readonly assumptions: readonly UsedAssumption[]
}

/** The run itself: what differs when the same is proved again. */
export interface Run {
  readonly seconds: number
  readonly date: Date
}

/**
 * Puts findings into the shape that is reported.
 *
 * @param hash of a file's content
 * @param corporate the corporate network, where the person named it
 */
export function toReport(
  findings: readonly Finding[],
  stacks: Stacks,
  hash: (file: string) => string,
  corporate?: string,
): Report {
  const defaults = defaultsOf(stacks)
  const results = findings.map((finding) => toResult(finding, defaults))
  const files = [...new Set(stacks.all.map(({ template }) => template.file))]
  return {
    version: 1,
    conclusion: concluded(results),
    templates: files.map((file) => ({ file, sha256: hash(file) })),
    given: {
      ...Object.fromEntries(
        [...stacks.given]
          .filter(([name]) => name !== 'AWS::Partition')
          .map(([name, value]) => [name, printable(value)]),
      ),
      ...(corporate !== undefined && { 'the corporate network': printable(corporate) }),
    },
    problems: stacks.problems.map(({ why, at }) => evidence(why, at)),
    results,
    assumptions: assumed(results),
  }
}

function toResult(
  { theorem, api, verdict, when, counts }: Finding,
  defaults: ReadonlyMap<string, string>,
): Result {
  const lines: readonly Reason[] = verdict.kind === 'PROVED' ? (verdict.witness ?? []) : verdict.because
  const { id, sentence, kind, severity, assumes } = theorem
  return {
    ...{ api: printable(api), id, sentence, kind, severity },
    verdict: verdict.kind,
    counts,
    when: when.map(({ parameter, value }) => ({
      parameter,
      value: value === undefined ? null : printable(value),
      isDefault: value !== undefined && defaults.get(parameter) === value,
    })),
    reasons: distinct(
      lines.filter(({ text }) => !isOfRequest(text)).map(({ text, at }) => evidence(text, at)),
    ),
    request: lines.filter(({ text }) => isOfRequest(text)).map(({ text }) => printable(text).trim()),
    assumes,
  }
}

/** The theorems indent the lines of a request beneath what they say of it (request/readable.ts). */
const isOfRequest = (text: string): boolean => text.startsWith('  ')

const evidence = (text: string, at: Place | undefined): Evidence => ({
  text: printable(text).trim(),
  ...(at && { file: printable(at.file), line: at.line }),
})

const distinct = (all: readonly Evidence[]): Evidence[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
]

function defaultsOf({ roots, all }: Stacks): Map<string, string> {
  return new Map(
    roots.flatMap(({ template }) =>
      [...template.parameters].flatMap(([name, parameter]): [string, string][] =>
        parameter.default === undefined
          ? []
          : [[all.length > 1 ? `${template.name}:${name}` : name, parameter.default]],
      ),
    ),
  )
}

/** `dist/main.yaml:7`, or nothing. */
export const placeOf = ({ file, line }: Evidence): string => (file === undefined ? '' : `${file}:${line}`)
