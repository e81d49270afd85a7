import { symbolic } from '../../template/names.ts'
import type { Stacks } from '../../template/stacks.ts'
import { type Case, casesOf, solverFor } from '../cases.ts'
import { printable } from './printable.ts'
import type { Evidence } from './report.ts'

/** A statement or rule that stands between callers and an API. */
export interface GateLine extends Evidence {
  readonly api: string
  /** Whose it is: `resource policy of SecurePrivateApi/Api (authorization NONE)`. */
  readonly gate: string
  readonly effect: 'allows' | 'denies'
}

/** Every statement and rule that is there for some value of the parameters, each line of a template once. */
export function gateLines(stacks: Stacks): GateLine[] {
  const names = symbolic()
  const all = casesOf(stacks, names, solverFor(names)).flatMap(linesOf)
  return [
    ...new Map(
      all.map((one) => [`${one.api} ${one.effect} ${one.text} ${one.file}:${one.line}`, one]),
    ).values(),
  ]
}

function linesOf({ address, region, subject }: Case): GateLine[] {
  // What cannot be put into formulas is UNKNOWN in the results, with its reason.
  if ('text' in subject) return []
  const { gates, routes } = subject.requests
  // Methods are no rules: they say what there is, not who may have it.
  const ruled = gates.filter(({ parts }) => parts !== routes.methods)
  return ruled.flatMap(({ name, parts }) =>
    parts.map(({ effect, text, at }) => ({
      api: printable(address),
      gate: printable(region.symbols.show(name)),
      effect,
      text: printable(region.symbols.show(text)),
      file: at.file,
      line: at.line,
    })),
  )
}
