import type { Condition, Policy } from '../../access/policy/document.ts'
import { conditionFormula } from '../policy-formula/condition.ts'
import { charactersIn, wildcardsIn } from '../policy-formula.ts'
import { readableInRequests } from '../request/authorization.ts'
import { KEYS, REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find } from './ask.ts'
import { type Reason, type Theorem, unless } from './theorem.ts'

const NAMES: Record<string, string> = { 'vpce-': "an endpoint's id", 'vpc-': "a VPC's id" }

/** The demo compared aws:SourceVpc with an endpoint's id: a Deny that nobody escapes. */
export const valuesCanMatch: Theorem = {
  id: 'values-can-match',
  kind: 'validity',
  sentence: 'every condition value can match its key',
  severity: 'error',
  assumes: ['context-keys'],
  touches: ['policy'],
  check(subject) {
    const { api, requests } = subject
    const policies = [api.policy, ...requests.endpoints.map(({ policy }) => policy)]
    const objections = policies
      .flatMap((policy) => (policy ? readableInRequests(policy) : []))
      .flatMap((policy) =>
        policy.statements.flatMap(({ conditions }) =>
          conditions.flatMap((condition) => neverMatching(subject, policy, condition)),
        ),
      )
    return unless(objections)
  },
}

function neverMatching(subject: Subject, { version }: Policy, condition: Condition): Reason[] {
  const { key, values } = condition
  const operator = plainly(condition.operator)
  if (KEYS.get(key.toLowerCase())?.kind !== 'text' || operator === 'null') return []
  const { symbols } = subject.region
  const scope = {
    resource: REQUEST.resource,
    principal: undefined,
    expand: ({ text }: { text: string }) => text,
    mayHoldWildcards: wildcardsIn(symbols),
    characters: charactersIn(symbols),
    variables: version === '2012-10-17',
  }
  return values
    .filter((value) => !find(subject, conditionFormula({ ...condition, operator, values: [value] }, scope)))
    .map(({ text, at }) => {
      const kind = NAMES[text.slice(0, text.indexOf('-') + 1)]
      return { text: `${key} can never be ${symbols.show(text)}${kind ? `, which is ${kind}` : ''}`, at }
    })
}

/** The operator that holds just where the key has the value: neither negated, nor satisfied by a key that is absent. */
const plainly = (operator: string): string =>
  operator
    .toLowerCase()
    .replace(/^for(?:any|all)values?:/, '')
    .replace(/ifexists$/, '')
    .replace('not', '')
