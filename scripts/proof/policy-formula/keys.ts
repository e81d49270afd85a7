/** What the values of a condition key are. */
export type KeyKind = 'text' | 'address' | 'number' | 'date' | 'flag' | 'texts'

const KINDS: Readonly<Record<KeyKind, readonly string[]>> = {
  text: [
    'aws:sourcevpce',
    'aws:sourcevpc',
    'aws:principalarn',
    'aws:principalaccount',
    'aws:principalorgid',
    'aws:principaltype',
    'aws:referer',
    'aws:useragent',
    'aws:username',
    'aws:userid',
    'aws:sourcearn',
    'aws:sourceaccount',
    'aws:sourceorgid',
    'aws:resourceaccount',
    'aws:resourceorgid',
    'aws:requestedregion',
    'aws:calledviafirst',
    'aws:calledvialast',
  ],
  address: ['aws:sourceip', 'aws:vpcsourceip'],
  number: ['aws:multifactorauthage'],
  date: ['aws:currenttime', 'aws:epochtime', 'aws:tokenissuetime'],
  flag: [
    'aws:securetransport',
    'aws:multifactorauthpresent',
    'aws:viaawsservice',
    'aws:principalisawsservice',
  ],
  texts: [
    'aws:principalorgpaths',
    'aws:tagkeys',
    'aws:principalservicenameslist',
    'aws:calledvia',
    'aws:sourceorgpaths',
  ],
}

const byKey = new Map(
  Object.entries(KINDS).flatMap(([kind, keys]) => keys.map((key) => [key, kind as KeyKind] as const)),
)

/** The kind of a key, in lower case; undefined for a key that is not known. */
export const kindOfKey = (key: string): KeyKind | undefined =>
  byKey.get(key) ?? (/^aws:(?:principaltag|requesttag|resourcetag)\/./.test(key) ? 'text' : undefined)

/** The keys of the table, for the declaration of request variables. */
export const KEYS: ReadonlyMap<string, KeyKind> = byKey

/** Whether the values of a key, in lower case, are ids of EC2: those have no capital letters. */
export const holdsIds = (key: string): boolean => key === 'aws:sourcevpce' || key === 'aws:sourcevpc'
