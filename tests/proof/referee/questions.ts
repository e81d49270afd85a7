import fc from 'fast-check'
import { and, atom, type Formula, implies, not, or } from '../../../scripts/proof/logic/formula.ts'
import { literal } from '../../../scripts/proof/logic/pattern.ts'
import { Unsupported } from '../../../scripts/proof/logic/unsupported.ts'
import { policyFormula } from '../../../scripts/proof/policy-formula.ts'
import { documents, expand, type PolicyDocument, policyOf } from './policies.ts'

/** Questions as theorems ask them, about random policies. */
export function questions(seed: number, count: number): Formula[] {
  const found: Formula[] = []
  for (const [index, [left, right]] of fc
    .sample(fc.tuple(documents, documents), { seed, numRuns: count * 4 })
    .entries()) {
    const [one, other] = [accepted(shortened(left)), accepted(shortened(right))]
    if (one && other) found.push(question(index, one, other))
    if (found.length === count) break
  }
  return found
}

function question(index: number, one: Formula, other: Formula): Formula {
  const ours = atom('aws:sourcevpce', { kind: 'pattern', pattern: literal('vpce-1') })
  switch (index % 4) {
    case 0:
      return and(one, not(ours))
    case 1:
      return and(one, not(other))
    case 2:
      return not(implies(and(one, other), or(ours, one)))
    default:
      return and(not(one), other, ours)
  }
}

/** Two statements: patterns with several wildcards multiply, and what is tested here is the solver. */
const shortened = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  Statement: document.Statement.slice(0, 2),
})

function accepted(document: PolicyDocument): Formula | undefined {
  try {
    const subject = {
      resource: 'resource',
      principal: 'principal',
      expand: ({ text }: { text: string }) => expand(text),
    }
    const { allow, deny } = policyFormula(policyOf(document), subject)
    return and(allow, not(deny))
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}
