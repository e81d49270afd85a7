import { policyValue } from '../../access/model/index.ts'
import { readPolicy } from '../../access/policy/document.ts'
import type { Value } from '../../template/value.ts'
import { matches } from '../logic/pattern.ts'
import { KEYS } from '../request/variables.ts'
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
  check({ api, requests, region }) {
    const policies = [api.policy, ...requests.endpoints.map(({ policy }) => policy)]
    const conditions = policies.flatMap((policy: Value | undefined) =>
      policy ? readPolicy(policyValue(policy)).statements.flatMap((statement) => statement.conditions) : [],
    )
    const objections = conditions.flatMap(({ operator, key, values }): Reason[] => {
      const domain = KEYS.get(key.toLowerCase())
      if (domain?.kind !== 'text' || !/Equals/i.test(operator)) return []
      return values
        .filter(({ text }) => !domain.patterns.some((pattern) => matches(pattern, text)))
        .map(({ text, at }) => {
          const kind = NAMES[text.slice(0, text.indexOf('-') + 1)]
          return {
            text: `${key} can never be ${region.symbols.show(text)}${kind ? `, which is ${kind}` : ''}`,
            at,
          }
        })
    })
    return unless(objections)
  },
}
