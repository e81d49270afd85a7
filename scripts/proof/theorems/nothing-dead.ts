import { type Place, placeText } from '../../template/value.ts'
import { and, type Formula, is, not, or, TRUE } from '../logic/formula.ts'
import type { Gate, Part } from '../request/parts.ts'
import { REQUEST } from '../request/variables.ts'
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
    const dead = [...rulesOf(requests.gates)].flatMap(({ gate, text, at, alike, effect }): Reason[] => {
      const meeting = alike.map(({ here, matches }) => and(requests.facts, here, matches))
      if (!find(subject, or(...meeting))) return [{ text: `${gate}: no request ever matches ${text}`, at }]
      // Were it not for this one, would anybody be accepted? If everybody matches it, nobody is. An entry of a NACL is
      // not asked where one before it has decided.
      if (effect === 'allows' || !requests.policies.some(({ name }) => name === gate)) return []
      const spared = alike.map(({ here, matches }) =>
        and(requests.facts, requests.routes.declared, here, not(matches)),
      )
      return find(subject, or(...spared)) ? [] : [{ text: `${gate}: every request matches ${text}`, at }]
    })
    const witness = find(subject, requests.accepted)
    const vacuous = witness ? [] : [{ text: 'no request at all is accepted', at: subject.api.at }]
    const objections = [...vacuous, ...dead]
    if (objections.length > 0) return refuted(...objections)
    // Without an endpoint of ours there are no rules, only policies.
    return requests.endpoints.length > 0 ? PROVED : { ...PROVED, restsOn: ['api', 'policy'] }
  },
}

interface Rule {
  readonly gate: string
  readonly text: string
  readonly at: Place
  readonly effect: Part['effect']
  /** What it says of whom: an entry of a NACL is asked about requests and about replies. */
  readonly alike: { readonly here: Formula; readonly matches: Formula }[]
}

/** Statements and rules, each once. */
function rulesOf(gates: readonly Gate[]): Iterable<Rule> {
  const rules = new Map<string, Rule>()
  for (const { name, via, parts } of gates) {
    const here = via === undefined ? TRUE : is(REQUEST.via, via)
    for (const { text, at, effect, matches } of parts) {
      const key = `${placeText(at)} ${text}`
      const rule = rules.get(key) ?? { gate: name, text, at, effect, alike: [] }
      rule.alike.push({ here, matches })
      rules.set(key, rule)
    }
  }
  return rules.values()
}
