import { idOf, policyValue } from '../../access/model/index.ts'
import { readPolicy, type Selection, type Statement } from '../../access/policy/document.ts'
import type { Region, Resource } from '../../template/region.ts'
import type { TextValue, Value } from '../../template/value.ts'
import { glob, matches } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { isOpen } from '../policy-formula/text.ts'
import { wildcardsIn } from '../policy-formula.ts'

const IDENTITY = /^AWS::IAM::(?:Role|User|Group|Policy|ManagedPolicy|RolePolicy|UserPolicy|GroupPolicy)$/

/** The documents that a role, a user, a group or a policy of their own holds itself. */
const documentsIn = ({ properties: { entries } }: Resource): Value[] =>
  [entries.get('PolicyDocument'), ...itemsOf(entries.get('Policies')).map(documentOf)].filter(
    (document) => document !== undefined,
  )

const documentOf = (policy: Value): Value | undefined =>
  policy.kind === 'map' ? policy.entries.get('PolicyDocument') : undefined

/** Everything in the templates that says what some identity may do. */
export const identityDocuments = ({ resources }: Region): { holder: Resource; document: Value }[] =>
  resources
    .filter(({ type }) => IDENTITY.test(type))
    .flatMap((holder) => documentsIn(holder).map((document) => ({ holder, document })))

/** What says what a role may do: its own policies, and those attached to it from either side. */
export function documentsOf(region: Region, role: Resource): Value[] {
  const names = namesOf(region, role)
  const managed = textsOf(role.properties.entries.get('ManagedPolicyArns'))
  const attached = region.resources.filter((one) => {
    if (!IDENTITY.test(one.type) || one === role) return false
    const { entries } = one.properties
    const holders = [...textsOf(entries.get('Roles')), ...textsOf(entries.get('RoleName'))]
    return holders.some((name) => names.includes(name)) || managed.includes(idOf(region, one))
  })
  for (const { doubt } of attached) if (doubt) throw new Unsupported(doubt.why, doubt.at)
  return [role, ...attached].flatMap(documentsIn)
}

/** What texts may call a role: its id, and the name that the template gives it. */
export function namesOf(region: Region, role: Resource): string[] {
  const name = role.properties.entries.get('RoleName')
  return [idOf(region, role), ...(name?.kind === 'text' ? [name.text] : [])]
}

/** The statements of a document that are about an action on a resource, under whatever conditions. */
export function statementsOn(region: Region, document: Value, action: string, arn: string): Statement[] {
  const known = about.get(document) ?? new Map<string, Statement[]>()
  about.set(document, known)
  const key = `${action} ${arn}`
  const found =
    known.get(key) ??
    readPolicy(policyValue(document)).statements.filter(
      ({ actions, resources }) =>
        covers(region, actions, action, true) && (!resources || covers(region, resources, arn)),
    )
  known.set(key, found)
  return found
}

/** Worlds share documents. */
const about = new WeakMap<Value, Map<string, Statement[]>>()

function covers(
  { symbols }: Region,
  { not, items }: Selection<TextValue>,
  text: string,
  ignoreCase = false,
): boolean {
  const listed = items.some((item) => matches(glob(item.text, ignoreCase), text))
  const open = items.find((item) => isOpen(item.text, { mayHoldWildcards: wildcardsIn(symbols) }))
  if (!listed && open)
    throw new Unsupported(`whether '${symbols.show(open.text)}' is ${symbols.show(text)}`, open.at)
  return listed !== not
}

export const itemsOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : value.kind === 'list' ? value.items : [value]

export const textsOf = (value: Value | undefined): string[] =>
  itemsOf(value).flatMap((item) => (item.kind === 'text' ? item.text : []))
