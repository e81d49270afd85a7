import type { Selection } from '../../access/policy/document.ts'
import type { TextValue } from '../../template/value.ts'
import { and, atom, type Formula, not as negate, or, TRUE } from '../logic/formula.ts'
import { arnGlob, glob } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Scope } from './subject.ts'
import { patternPredicate, readUnits } from './text.ts'

/** When Resource or NotResource covers the request; no such element covers everything. */
export function resourceFormula(selection: Selection<TextValue> | undefined, scope: Scope): Formula {
  if (!selection) return TRUE
  const listed = or(...selection.items.map((item) => coversOne(item, scope)))
  return selection.not ? negate(listed) : listed
}

function coversOne(item: TextValue, scope: Scope): Formula {
  const full = { ...item, text: scope.expand(item) }
  if (full.text === '*') return TRUE
  const variable = scope.resource
  const units = readUnits(full, scope)
  const whole = atom(
    variable,
    patternPredicate(variable, full, scope, () => glob(units)),
  )
  if (!full.text.startsWith('arn:')) return whole
  const byParts = arnGlob(units)
  if (!byParts) throw new Unsupported(`'${full.text}' has not the six parts of an ARN`, item.at)
  if (byParts.id === glob(units).id) return whole
  const inParts = atom(
    variable,
    patternPredicate(variable, full, scope, () => byParts),
  )
  // Whether a wildcard of the first five parts may cross a colon is not documented (semantics 4.3).
  const crosses = atom(variable, { kind: 'free', name: `${variable} crosses a colon of ${full.text}` })
  return or(inParts, and(whole, crosses))
}
