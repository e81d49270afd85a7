import { and, not } from '../logic/formula.ts'
import { readable } from '../request/readable.ts'
import { find } from './ask.ts'
import { PROVED, refuted, type Theorem } from './theorem.ts'

/** A `*` in a Resource spans slashes: `execute-api:/*` admits what nobody declared yet. */
export const onlyDeclaredRoutes: Theorem = {
  id: 'only-declared-routes',
  kind: 'safety',
  sentence: 'the policies admit only declared routes and methods',
  severity: 'error',
  assumes: ['iam-semantics', 'authorization-tables', 'deployment-is-current'],
  touches: ['api', 'policy'],
  check(subject) {
    const { facts, gates, routes } = subject.requests
    const others = gates.filter(({ passes }) => passes !== routes.declared).map(({ passes }) => passes)
    const found = find(subject, and(facts, ...others, not(routes.declared)))
    if (!found) return PROVED
    return refuted(
      { text: 'the policies admit this request, which no method declares:' },
      ...readable(subject, found.model),
    )
  },
}
