import { readFileSync } from 'node:fs'
import { explained } from '../../../scripts/delivery/aws/refusals.ts'
import { HINTS } from '../../../scripts/delivery/diagnosis/hints.ts'
import { refusals } from '../../../scripts/lab/services/gateway/refusals.ts'

const source = readFileSync('docs/symptoms.md', 'utf8')
const page = source.replace(/\s+/g, ' ')

describe('every failure with a hint is on the page as the hint has it', () => {
  test.each(HINTS.map((hint) => [hint.says, hint] as const))(
    '%s',
    (_, { says, type, why, cure, wording }) => {
      const of = type === undefined ? '' : ` (${type})`
      expect(page).toContain(`- \`${says}\`${of} — ${why} **Cure:** ${cure} _${wording}_ `)
    },
  )

  test('and no other is', () => {
    const items = source.slice(source.indexOf('## A deployment fails')).match(/^- `/gm)
    expect(items).toHaveLength(HINTS.length)
  })
})

describe('refusals of API Gateway are worded as the lab words them', () => {
  test.each(['forbidden', 'missingToken', 'throttled', 'internal', 'badGateway', 'timedOut'] as const)(
    '%s',
    (name) => expect(page).toContain(`\`${refusals[name]().body.toString()}\``),
  )

  test('a policy that denies', () => {
    const arn = 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/miztiik/GET/secure/greeter'
    const body = refusals.accessDenied('anonymous', arn, 'implicit').body.toString()
    expect(page).toContain(body.replace(/(?<=arn:aws:execute-api:)[^"]*/, '…'))
    const { Message } = JSON.parse(refusals.accessDenied('anonymous', arn, 'explicit').body.toString())
    expect(page).toContain(`| \`${Message.split('greeter ')[1]}\` |`)
  })

  test.each([
    refusals.missingParameters(['a', 'b']),
    refusals.uriTooLong(),
    refusals.incompleteSignature("Authorization header requires 'Credential' parameter."),
  ])('%#', ({ error }) => expect(page).toContain(error?.message))
})

test.each(['ExpiredToken', 'SignatureDoesNotMatch', 'CredentialsProviderError'])(
  'what commands say of %s is on the page',
  (name) => {
    const [told] = String(
      (explained(Object.assign(new Error('x'), { name }), 'S3Client', 'PutObjectCommand') as Error).message,
    ).split(/[(:]/)
    expect(page).toContain(`\`${told?.trim()}`)
  },
)
