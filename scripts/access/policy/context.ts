import { placeText } from '../../template/value.ts'
import { accountOf } from './arn.ts'
import type { Call } from './call.ts'
import type { Policy } from './document.ts'
import { type Context, valuesOf } from './request.ts'
import { type Doubts, Unsettled } from './unsettled.ts'

/**
 * The condition keys of a call (semantics 4.1). What follows from an endpoint or the internet is as the call has it;
 * the caller's keys are there only for a policy that sees the identity.
 */
export function contextOf(call: Call, seesIdentity: boolean): Context {
  const derived: Record<string, string | null> = {
    'aws:SourceVpce': call.sourceVpce,
    'aws:SourceVpc': call.sourceVpc,
    'aws:VpcSourceIp': call.vpcSourceIp,
    'aws:SourceIp': call.sourceIp,
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    ...(seesIdentity && call.principal !== null ? identityKeys(call.principal) : {}),
  }
  const given = Object.entries(call.context ?? {}).filter(
    ([key]) => seesIdentity || call.principal === null || !isIdentityKey(key),
  )
  const replaced = new Set(given.map(([key]) => key.toLowerCase()))
  const kept = Object.entries(derived).filter(
    (entry): entry is [string, string] => entry[1] !== null && !replaced.has(entry[0].toLowerCase()),
  )
  return Object.fromEntries([...kept, ...given])
}

/** What the ARN tells of an identity; `aws:userid` and tags it does not tell. */
function identityKeys(arn: string): Record<string, string> {
  const [, partition, , , account = '', resource = ''] = arn.split(':')
  const [kind = '', ...rest] = resource.split('/')
  const session = kind === 'assumed-role'
  const name = rest.at(-1)
  const type = TYPES[kind]
  return {
    // Of a session it is the role (semantics 3.4).
    'aws:PrincipalArn': session ? `arn:${partition}:iam::${account}:role/${rest[0]}` : arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalIsAWSService': 'false',
    ...(type === undefined ? {} : { 'aws:PrincipalType': type }),
    ...(kind === 'user' && name !== undefined ? { 'aws:username': name } : {}),
  }
}

const TYPES: Readonly<Record<string, string>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
}

const isIdentityKey = (key: string): boolean =>
  /^aws:(?:principal.*|userid|username|tokenissuetime|multifactorauth.*)$/i.test(key)

/** Present on every request, with a value that only the request knows. */
const ALWAYS = ['aws:currenttime', 'aws:epochtime']
/** Whether execute-api sets them is not settled (U12). */
const NEWER = ['aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths', 'aws:sourcevpcarn']

/** Says what is assumed of the keys that a policy tests and the call does not have. */
export function doubtMissingKeys(policy: Policy, context: Context, doubts: Doubts): void {
  for (const { key, at } of policy.statements.flatMap(({ conditions }) => conditions)) {
    const name = key.toLowerCase()
    if (valuesOf(context, name)) continue
    if (ALWAYS.includes(name))
      throw new Unsettled(`every request has ${key}, and the value for this one is not given`, at)
    if (NEWER.includes(name))
      doubts.settle(`${key} at ${placeText(at)} is taken to be absent (U12)`, at, undefined)
  }
}

/** Whether the caller's account is the one that owns the API. */
export const isSameAccount = (principal: string, apiArn: string): boolean =>
  accountOf(principal) === accountOf(apiArn)
