import type { Policy, Statement } from '../access/policy/document.ts'
import { and, type Formula, not, or } from './logic/formula.ts'
import { coversAction } from './policy-formula/action.ts'
import { conditionFormula } from './policy-formula/condition.ts'
import { coverFormulas } from './policy-formula/principal.ts'
import { resourceFormula } from './policy-formula/resource.ts'
import type { Scope, Subject } from './policy-formula/subject.ts'

export type { Subject } from './policy-formula/subject.ts'
export { charactersIn, wildcardsIn } from './policy-formula/subject.ts'

/** When one statement matches. */
export interface StatementFormula {
  readonly statement: Statement
  readonly matches: Formula
  /** It matches, and names the caller's account only, which delegates to the account's own policies. */
  readonly byAccount: Formula
}

/** What a policy says to every request. */
export interface PolicyFormula {
  readonly statements: readonly StatementFormula[]
  /** Some Allow matches. A request is allowed where this holds and `deny` does not. */
  readonly allow: Formula
  /** Some Allow matches that names the caller itself. */
  readonly allowByName: Formula
  /** Some Deny matches. */
  readonly deny: Formula
}

/**
 * A policy document as formulas over the subject's request variables and one variable for each condition key that
 * occurs, named by the key in lower case. The action is `execute-api:Invoke`.
 *
 * @throws Unsupported for whatever is not understood or not documented; where only some requests are in doubt, a free
 *   predicate stands for the doubt instead
 */
export function policyFormula(policy: Policy, subject: Subject): PolicyFormula {
  const statements = policy.statements.map((statement) => statementFormula(statement, policy, subject))
  const of = (effect: Statement['effect']) =>
    statements.filter(({ statement }) => statement.effect === effect)
  return {
    statements,
    allow: or(...of('Allow').map(({ matches }) => matches)),
    allowByName: or(...of('Allow').map(({ matches, byAccount }) => and(matches, not(byAccount)))),
    deny: or(...of('Deny').map(({ matches }) => matches)),
  }
}

function statementFormula(statement: Statement, policy: Policy, subject: Subject): StatementFormula {
  const scope: Scope = { ...subject, variables: policy.version === '2012-10-17' }
  const { named, account } = coverFormulas(statement, scope)
  const rest = and(
    coversAction(statement.actions, scope),
    resourceFormula(statement.resources, scope),
    ...statement.conditions.map((condition) => conditionFormula(condition, scope)),
  )
  return {
    statement,
    matches: and(or(named, account), rest),
    byAccount: and(account, not(named), rest),
  }
}
