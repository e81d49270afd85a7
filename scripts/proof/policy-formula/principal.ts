import type { Principal, Statement } from '../../access/policy/document.ts'
import { isSymbol } from '../../template/symbols.ts'
import { and, atom, FALSE, type Formula, not, or, TRUE } from '../logic/formula.ts'
import { arnGlob, literal, type Pattern } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Scope } from './subject.ts'

/** When the caller is covered by name, and when as a member of an account that is named. */
export interface Cover {
  readonly named: Formula
  readonly account: Formula
}

const NOBODY: Cover = { named: FALSE, account: FALSE }

/** How the statement's Principal or NotPrincipal covers the callers. */
export function coverFormulas(statement: Statement, scope: Scope): Cover {
  const { principals, effect, at } = statement
  if (!principals) {
    if (scope.ofIdentity) return { named: TRUE, account: FALSE }
    throw new Unsupported('the statement names no Principal', at)
  }
  if (scope.ofIdentity) throw new Unsupported('the policy of an identity names no principals', at)
  const covers = principals.items.map((item) => coverOfOne(item, scope))
  const named = or(...covers.map((cover) => cover.named))
  const account = or(...covers.map((cover) => cover.account))
  if (!principals.not) return { named, account }
  if (effect === 'Allow') throw new Unsupported('NotPrincipal with Allow is not settled (U7)', at)
  const everybody = principals.items.some(({ type, value }) => type === 'AWS' && value.text === '*')
  const listed = principals.items.map(({ value }) => value.text).join()
  return { named: everybody ? FALSE : leftOut(named, account, listed, scope), account: FALSE }
}

/** Listed by name and by account is listed; by one of them alone is in doubt (IAM user guide, NotPrincipal). */
function leftOut(named: Formula, account: Formula, listed: string, { principal }: Scope): Formula {
  const neither = not(or(named, account))
  if (principal === undefined) return neither
  const doubt = atom(principal, {
    kind: 'free',
    name: `${principal} is half listed by NotPrincipal ${listed}`,
  })
  return or(neither, and(not(and(named, account)), doubt))
}

// A symbol may stand for an account or in a name, so anything outside ASCII is let through here.
const NAMEABLE = /^arn:([a-z-]+):(?:iam|sts)::(\d{12}|[\ue000-\uf8ff]):([\w+=,.@/\ue000-\uf8ff-]+)$/
const ACCOUNT = /^(?:\d{12}|[\ue000-\uf8ff])$/

function coverOfOne({ type, value: { text, at } }: Principal, scope: Scope): Cover {
  const { principal } = scope
  // Services call for themselves, and a federated identity calls as the role session that it assumed.
  if (type === 'Service' || type === 'Federated') return NOBODY
  if (type !== 'AWS' && !(type === 'CanonicalUser' && principal === undefined))
    throw new Unsupported(`who the ${type} '${text}' is cannot be told`, at)
  if (type === 'CanonicalUser') return NOBODY
  if (text === '*') return { named: TRUE, account: FALSE }
  const isAccount = ACCOUNT.test(text)
  const isOpen = [...text].some((one) => isSymbol(one) && (scope.mayHoldWildcards?.(one) ?? true))
  if (isAccount && isOpen) throw new Unsupported('the principal is not known yet, and may be anybody', at)
  const parts = NAMEABLE.exec(text)
  if (!isAccount && !parts) throw new Unsupported(`'${text}' names no principal`, at)
  if (principal === undefined) return NOBODY
  if (isOpen) return coverOfUnknown(principal, text)
  const [, partition = '*', account = text, resource = 'root'] = parts ?? []
  return resource === 'root'
    ? coverOfAccount(principal, partition, account)
    : coverOfIdentity(principal, text, { partition, account, resource })
}

/** Somebody, or a whole account, that is known only when the template is deployed. */
const coverOfUnknown = (principal: string, text: string): Cover => ({
  named: atom(principal, { kind: 'free', name: `${principal} is ${text}` }),
  account: atom(principal, { kind: 'free', name: `${principal} is of the account of ${text}` }),
})

/** Its root user is the account; the others are its members. */
function coverOfAccount(principal: string, partition: string, account: string): Cover {
  const root = like(principal, arn(partition, account, 'root'))
  return { named: root, account: and(like(principal, arn(partition, account, '*')), not(root)) }
}

/** The identity itself, and the sessions of a role, whose ARNs have the role's name without its path. */
function coverOfIdentity(
  principal: string,
  text: string,
  { partition, account, resource }: { partition: string; account: string; resource: string },
): Cover {
  const itself = like(principal, literal(text))
  const role = /^role\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1]
  if (role === undefined) return { named: itself, account: FALSE }
  const sessions = like(principal, arn(partition, account, `assumed-role/${role}/*`))
  return { named: or(itself, sessions), account: FALSE }
}

const like = (variable: string, pattern: Pattern): Formula => atom(variable, { kind: 'pattern', pattern })

function arn(partition: string, account: string, resource: string): Pattern {
  const pattern = arnGlob(`arn:${partition}:*:*:${account}:${resource}`)
  if (!pattern) throw new Error('an ARN of six parts has fewer')
  return pattern
}
