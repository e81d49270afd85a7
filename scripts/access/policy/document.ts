import type { MapValue, Place, TextValue, Value } from '../../template/value.ts'

/** A policy document as both readers see it: one request (access) and all requests (proof). */
export interface Policy {
  /** Without 2012-10-17, policy variables are literal text (IAM user guide, Version). */
  readonly version: '2012-10-17' | '2008-10-17'
  readonly statements: readonly Statement[]
  readonly at: Place
}

export interface Statement {
  readonly sid: string | undefined
  /** Counts from 0, in the order of the document. */
  readonly index: number
  readonly effect: 'Allow' | 'Deny'
  /** Undefined in an identity policy, which names none. */
  readonly principals: Selection<Principal> | undefined
  readonly actions: Selection<TextValue>
  /** Undefined where the document has none: it then covers every resource. */
  readonly resources: Selection<TextValue> | undefined
  readonly conditions: readonly Condition[]
  readonly at: Place
}

/** The things listed, or with `not` all but those (NotAction, NotResource, NotPrincipal). */
export interface Selection<Item> {
  readonly not: boolean
  readonly items: readonly Item[]
}

/** `type` is AWS, Service, Federated or CanonicalUser; the bare `"*"` is of type AWS. */
export interface Principal {
  readonly type: string
  readonly value: TextValue
}

/** One key of one operator: all conditions of a statement must hold, one of the values must match. */
export interface Condition {
  /** As written: `StringNotEqualsIfExists`, `ForAnyValue:StringLike`. */
  readonly operator: string
  /** As written; IAM compares it without regard to case. */
  readonly key: string
  readonly values: readonly TextValue[]
  readonly at: Place
}

/** A policy that cannot be read: whoever needs its verdict says UNKNOWN with this place. */
export class UnreadablePolicy extends Error {
  override name = 'UnreadablePolicy'
  readonly at: Place

  constructor(why: string, at: Place) {
    super(why)
    this.at = at
  }
}

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

/**
 * Reads a policy document.
 *
 * @throws UnreadablePolicy for anything the grammar does not have, a misspelt element or effect included: a
 *   statement that is passed over could be the one that opens or closes the API
 */
export function readPolicy(value: Value): Policy {
  const document = asMap(value, 'a policy document')
  for (const key of document.entries.keys()) {
    if (!['Version', 'Id', 'Statement'].includes(key))
      throw new UnreadablePolicy(`a policy has no element '${key}'`, document.at)
  }
  const version = document.entries.get('Version')
  const text = version ? asText(version, 'Version').text : '2008-10-17'
  if (text !== '2012-10-17' && text !== '2008-10-17')
    throw new UnreadablePolicy(`there is no policy version '${text}'`, document.at)
  const statement = document.entries.get('Statement')
  if (!statement) throw new UnreadablePolicy('the policy has no Statement', document.at)
  const statements = statement.kind === 'list' ? statement.items : [statement]
  return { version: text, statements: statements.map(readStatement), at: document.at }
}

function readStatement(value: Value, index: number): Statement {
  const { entries, at } = asMap(value, 'a statement')
  for (const key of entries.keys()) {
    if (!ELEMENTS.has(key)) throw new UnreadablePolicy(`a statement has no element '${key}'`, at)
  }
  const effect = asText(entries.get('Effect') ?? missing('Effect', at), 'Effect').text
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new UnreadablePolicy(`there is no effect '${effect}'`, at)
  const actions = selection(entries, 'Action', texts, at)
  if (!actions) throw new UnreadablePolicy('the statement names no Action', at)
  const sid = entries.get('Sid')
  return {
    sid: sid && asText(sid, 'Sid').text,
    index,
    effect,
    principals: selection(entries, 'Principal', principals, at),
    actions,
    resources: selection(entries, 'Resource', texts, at),
    conditions: readConditions(entries.get('Condition')),
    at,
  }
}

/** An element or its Not form; both at once is an error. */
function selection<Item>(
  entries: MapValue['entries'],
  name: string,
  read: (value: Value, what: string) => Item[],
  at: Place,
): Selection<Item> | undefined {
  const [listed, others] = [entries.get(name), entries.get(`Not${name}`)]
  if (listed && others) throw new UnreadablePolicy(`the statement has both ${name} and Not${name}`, at)
  const value = listed ?? others
  return value && { not: value === others, items: read(value, name) }
}

function principals(value: Value): Principal[] {
  if (value.kind === 'text') {
    if (value.text !== '*')
      throw new UnreadablePolicy(`'${value.text}' is no principal: only "*" stands alone`, value.at)
    return [{ type: 'AWS', value }]
  }
  return [...asMap(value, 'Principal').entries].flatMap(([type, listed]) =>
    texts(listed, type).map((text) => ({ type, value: text })),
  )
}

function readConditions(value: Value | undefined): Condition[] {
  if (!value) return []
  return [...asMap(value, 'Condition').entries].flatMap(([operator, keys]) =>
    [...asMap(keys, operator).entries].map(([key, listed]) => ({
      operator,
      key,
      values: texts(listed, key),
      at: listed.at,
    })),
  )
}

/** One text or a list of them. Numbers and truth values count as the texts they are written as. */
function texts(value: Value, what: string): TextValue[] {
  return (value.kind === 'list' ? value.items : [value]).map((item) => asText(item, what))
}

function asText(value: Value, what: string): TextValue {
  if (value.kind === 'text') return value
  if (value.kind === 'number') return { kind: 'text', text: String(value.number), at: value.at }
  if (value.kind === 'flag') return { kind: 'text', text: String(value.flag), at: value.at }
  throw wrong(value, `${what} is not a text`)
}

function asMap(value: Value, what: string): MapValue {
  if (value.kind === 'map') return value
  throw wrong(value, `${what} is not a map`)
}

const missing = (element: string, at: Place): never => {
  throw new UnreadablePolicy(`the statement has no ${element}`, at)
}
const wrong = (value: Value, why: string) =>
  new UnreadablePolicy(value.kind === 'unknown' ? value.why : why, value.at)
