import type { Host } from '../../access/model/index.ts'
import type { Region, Resource } from '../../template/region.ts'
import type { Value } from '../../template/value.ts'
import { and, atom, FALSE, type Formula, implies, is, not, or, TRUE } from '../logic/formula.ts'
import { characters, type Pattern, pattern, someExcept } from '../logic/pattern.ts'
import { charactersIn, policyFormula, wildcardsIn } from '../policy-formula.ts'
import { partsOf, readableInRequests, resourcePolicyFormula } from '../request/authorization.ts'
import type { Gate } from '../request/parts.ts'
import { accountOf } from '../request/routes.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { documentsOf, namesOf, textsOf } from './identity-policies.ts'

/** An instance that signs as its role. */
export interface Signer {
  /** Who it is, and that what its own policies allow is allowed. */
  readonly is: Formula
  /** Whether its own policies let the call pass. */
  readonly gates: readonly Gate[]
}

/**
 * An instance as the caller of an API that asks for signatures. That the account as a whole is allowed only delegates to
 * the policies of its role (IAM user guide, principals): unless the resource policy allows the role itself, or
 * everybody, they must allow too.
 */
export function signerOf({ region, api, requests }: Subject, host: Host): Signer {
  if (!api.methods.some(({ authorization }) => authorization.text === 'AWS_IAM'))
    return { is: TRUE, gates: [] }
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
  const allow = or(...formulas.map((one) => one.allow))
  const byName = resourcePolicyFormula(region, api, requests.routes, REQUEST.principal)?.allowByName ?? FALSE
  const gate = {
    name: `identity policies of ${host.address}`,
    // Without a role there is nothing to sign with.
    passes: and(role ? or(allow, byName) : FALSE, not(or(...formulas.map(({ deny }) => deny)))),
    at: [role?.at ?? host.at],
    parts: formulas.flatMap(partsOf),
  }
  const session = role ? atom(REQUEST.principal, { kind: 'pattern', pattern: sessionOf(region, role) }) : TRUE
  return { is: and(session, implies(allow, is(REQUEST.identityAllows))), gates: [gate] }
}

/** The sessions of a role, by their ARNs. */
function sessionOf(region: Region, role: Resource): Pattern {
  const start = `arn:aws:sts::${accountOf(region)}:assumed-role/${namesOf(region, role).at(-1)}/`
  return pattern(`${start}…`, [...characters(start), ...someExcept(' /')])
}
