import { and, not, or } from '../logic/formula.ts'
import { readable } from '../request/readable.ts'
import { find } from './ask.ts'
import { PROVED, refuted, type Theorem } from './theorem.ts'

/** A `*` in a Resource spans slashes: `execute-api:/*` admits what nobody has declared yet. */
export const onlyDeclaredRoutes: Theorem = {
  id: 'only-declared-routes',
  kind: 'safety',
  sentence: 'the resource policy admits only declared routes and methods',
  severity: 'error',
  assumes: ['iam-semantics', 'deployment-is-current'],
  touches: ['api', 'policy'],
  check(subject) {
    const { facts, routes, resourcePolicy } = subject.requests
    const of = (effect: 'allows' | 'denies') =>
      or(...resourcePolicy.parts.filter((part) => part.effect === effect).map(({ matches }) => matches))
    const found = find(subject, and(facts, of('allows'), not(of('denies')), not(routes.declared)))
    if (!found) return PROVED
    const allows = resourcePolicy.parts.filter(({ effect }) => effect === 'allows')
    return refuted(
      { text: 'the resource policy admits this request, which no method declares:' },
      ...readable(subject, found.model),
      ...allows.map(({ text, at }) => ({ text, at })),
    )
  },
}
