import { accountOf } from './arn.ts'
import type { Principal, Selection } from './document.ts'
import type { Scope } from './scope.ts'
import { Unsettled } from './unsettled.ts'

/** How a principal covers the caller: by name, or as the account it belongs to, which delegates (semantics 3.4). */
export type Cover = 'named' | 'account' | 'none'

/** Whether the caller is among the principals; with NotPrincipal `named` stands for not being among them. */
export function coverOf({ not, items }: Selection<Principal>, scope: Scope): Cover {
  const covers = items.map((item) => coverOfOne(item, scope))
  const named = covers.includes('named')
  const account = covers.includes('account')
  if (!not) return named ? 'named' : account ? 'account' : 'none'
  return isLeftOut(named, account, items, scope) ? 'named' : 'none'
}

/** NotPrincipal (IAM user guide, NotPrincipal): the caller's user or role AND its account have to be listed. */
function isLeftOut(named: boolean, account: boolean, items: readonly Principal[], scope: Scope): boolean {
  const at = items[0]?.value.at
  if (at && scope.effect === 'Allow') {
    const why = 'NotPrincipal with Allow is read as everybody who is not listed, the anonymous included (U7)'
    return scope.doubts.settle(why, at, !named && !account)
  }
  const everybody = items.some(({ type, value }) => type === 'AWS' && value.text === '*')
  if (!at || everybody || named === account) return !named && !everybody
  const why = named
    ? 'NotPrincipal lists the caller but not its account: IAM may deny it all the same, here it is read as listed'
    : 'NotPrincipal lists the account of the caller but not the caller: it is read as not listed'
  return scope.doubts.settle(why, at, !named)
}

const NAMEABLE = /^arn:[a-z-]+:(?:iam|sts)::\d{12}:[\w+=,.@/-]+$/

function coverOfOne({ type, value }: Principal, scope: Scope): Cover {
  const caller = scope.request.principal
  const { text, at } = value
  switch (type) {
    case 'AWS':
      break
    // Services call for themselves, and a federated identity calls as the role session that it assumed.
    case 'Service':
    case 'Federated':
      return 'none'
    case 'CanonicalUser':
      return caller === null
        ? 'none'
        : scope.doubts.settle(`whose canonical id '${text}' is cannot be told`, at, 'none')
    default:
      throw new Unsettled(`there is no type of principal '${type}'`, at)
  }
  if (text === '*') return 'named'
  const isAccount = /^\d{12}$/.test(text)
  if (!isAccount && !NAMEABLE.test(text)) {
    const why = `'${text}' names no principal (wildcards inside are not allowed): it is read as nobody`
    return scope.doubts.settle(why, at, 'none')
  }
  if (caller === null) return 'none'
  return coverOfCaller(text, caller)
}

function coverOfCaller(text: string, caller: string): Cover {
  const account = accountOf(caller)
  const [, partition, , , , resource = ''] = caller.split(':')
  const isRootUser = resource === 'root'
  if (text === account || text === `arn:${partition}:iam::${account}:root`)
    return isRootUser ? 'named' : 'account'
  if (text === caller) return 'named'
  const session = /^assumed-role\/([^/]+)\//.exec(resource)
  // A session names its role without the path that the role's own ARN has.
  const role = new RegExp(`^arn:${partition}:iam::${account}:role/(?:.*/)?([^/]+)$`).exec(text)
  return session && role && session[1] === role[1] ? 'named' : 'none'
}
