import { and, not } from '../logic/formula.ts'
import { find } from './ask.ts'
import { PROVED, type Reason, refuted, type Theorem } from './theorem.ts'

/** A Deny that no request can meet closes nothing, and an Allow that none can meet opens nothing: somebody erred. */
export const nothingDead: Theorem = {
  id: 'nothing-dead',
  kind: 'validity',
  sentence: 'every statement and rule decides about some request, and none about all of them',
  severity: 'error',
  assumes: ['iam-semantics', 'context-keys'],
  touches: ['api', 'policy', 'network', 'outside'],
  check(subject) {
    const { requests } = subject
    const parts = requests.gates.flatMap((gate) => gate.parts.map((part) => ({ gate: gate.name, ...part })))
    const dead = parts.flatMap(({ gate, text, at, matches, effect }): Reason[] => {
      if (!find(subject, and(requests.facts, matches)))
        return [{ text: `${gate}: no request ever matches ${text}`, at }]
      // Were it not for this one, would anybody be accepted? If everybody matches it, nobody is.
      if (effect === 'denies' && !find(subject, and(requests.facts, requests.routes.declared, not(matches))))
        return [{ text: `${gate}: every request matches ${text}`, at }]
      return []
    })
    const witness = find(subject, requests.accepted)
    const vacuous = witness ? [] : [{ text: 'no request at all is accepted', at: subject.api.at }]
    const objections = [...vacuous, ...dead]
    if (objections.length > 0) return refuted(...objections)
    // Without an endpoint of ours there are no rules, only policies.
    return requests.endpoints.length > 0 ? PROVED : { ...PROVED, restsOn: ['api', 'policy'] }
  },
}
