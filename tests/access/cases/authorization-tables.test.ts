import { ALICE, type Row, SESSION, STRANGER, testTable } from './table.ts'
import { identitySays, says } from './words.ts'

const words = ['Allow', 'neutral', 'Deny'] as const
type Word = (typeof words)[number]
type Verdicts = Record<Word, Record<Word, Row['expected']>>

const DENY = { Allow: 'explicit', neutral: 'explicit', Deny: 'explicit' } as const
const tableA: Verdicts = {
  Allow: { Allow: 'allow', neutral: 'allow', Deny: 'explicit' },
  neutral: { Allow: 'allow', neutral: 'implicit', Deny: 'explicit' },
  Deny: DENY,
}
const tableB: Verdicts = {
  Allow: { Allow: 'allow', neutral: 'implicit', Deny: 'explicit' },
  neutral: { Allow: 'implicit', neutral: 'implicit', Deny: 'explicit' },
  Deny: DENY,
}
const table = (what: string, verdicts: Verdicts, given: (first: Word) => Partial<Row>): Row[] =>
  words.flatMap((first) =>
    words.map((second) => ({
      name: `${what} ${first}, resource policy ${second}`,
      source: '3.3',
      policy: says[second],
      ...given(first),
      expected: verdicts[first][second],
    })),
  )

describe('the tables', () => {
  testTable([
    ...table('same account', tableA, (word) => ({
      auth: 'AWS_IAM',
      request: { principal: ALICE },
      identity: identitySays[word],
    })),
    ...table('a session of the account', tableA, (word) => ({
      auth: 'AWS_IAM',
      request: { principal: SESSION },
      identity: identitySays[word],
    })),
    ...table('other account', tableB, (word) => ({
      auth: 'AWS_IAM',
      request: { principal: STRANGER },
      identity: identitySays[word],
    })),
    ...table('authorizer', tableA, (word) => ({ auth: 'CUSTOM', authorizer: word.toLowerCase() })),
    ...table('token', { ...tableB }, (word) => ({
      auth: 'COGNITO_USER_POOLS',
      authorizer: word.toLowerCase(),
    })),
  ])
})
