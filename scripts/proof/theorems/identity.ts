import type { Host } from '../../access/model/index.ts'
import type { Resource } from '../../template/region.ts'
import type { Value } from '../../template/value.ts'
import { and, not, or } from '../logic/formula.ts'
import { charactersIn, policyFormula, wildcardsIn } from '../policy-formula.ts'
import { partsOf, readableInRequests } from '../request/authorization.ts'
import type { Gate } from '../request/parts.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { documentsOf, namesOf, textsOf } from './identity-policies.ts'

/**
 * The policies of the role of an instance. That the account as a whole is allowed only delegates to them (IAM user
 * guide, principals), so a signed call is sure to pass only where they allow it too.
 */
export function identityGate({ region, api }: Subject, host: Host): Gate[] {
  if (!api.methods.some(({ authorization }) => authorization.text === 'AWS_IAM')) return []
  const instance = region.resources.find(({ address }) => address === host.address)
  const named = (type: string, value: Value | undefined): Resource | undefined =>
    region.resources.find(
      (one) => one.type === type && textsOf(value).some((text) => namesOf(region, one).includes(text)),
    )
  const profile = named('AWS::IAM::InstanceProfile', instance?.properties.entries.get('IamInstanceProfile'))
  const role = named('AWS::IAM::Role', profile?.properties.entries.get('Roles'))
  const formulas = (role ? documentsOf(region, role) : []).map((document) =>
    policyFormula(readableInRequests(document), {
      resource: REQUEST.resource,
      principal: REQUEST.principal,
      expand: ({ text }) => text,
      mayHoldWildcards: wildcardsIn(region.symbols),
      characters: charactersIn(region.symbols),
      ofIdentity: true,
    }),
  )
  return [
    {
      name: `identity policies of ${host.address}`,
      passes: and(or(...formulas.map(({ allow }) => allow)), not(or(...formulas.map(({ deny }) => deny)))),
      at: [role?.at ?? host.at],
      parts: formulas.flatMap(partsOf),
    },
  ]
}
