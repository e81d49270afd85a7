import {
  absent,
  and,
  atom,
  type Domain,
  evaluate,
  type Formula,
  implies,
  is,
  not,
  type Value,
  variablesOf,
} from '../../../scripts/proof/logic/formula.ts'
import { glob, literal } from '../../../scripts/proof/logic/pattern.ts'
import { solve, Unsupported } from '../../../scripts/proof/logic/solve.ts'
import { inBlock } from '../../../scripts/proof/policy-formula/block.ts'
import {
  charactersIn,
  policyFormula,
  type Subject,
  wildcardsIn,
} from '../../../scripts/proof/policy-formula.ts'
import { Symbols } from '../../../scripts/template/symbols.ts'
import { policyOf } from '../referee/policies.ts'

const ARN = 'arn:aws:execute-api:eu-west-1:111122223333:abc'
const SUBJECT: Subject = {
  resource: 'resource',
  principal: undefined,
  expand: ({ text }) => text.replace(/^execute-api:/, ARN),
}
const ANY: Domain = { kind: 'text', patterns: [glob('*')], optional: true }
const VARIABLES = new Map<string, Domain>([
  ['resource', { kind: 'text', patterns: [glob(`${ARN}/prod/*/*`)] }],
  ['caller', ANY],
  ['aws:sourcevpce', ANY],
  ['aws:vpcsourceip', { kind: 'address', family: 'both', optional: true }],
  ['aws:securetransport', { kind: 'choice', values: ['false', 'true'] }],
])

const base = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }
const deny = { ...base, Effect: 'Deny' }
const read = (
  statements: Record<string, unknown>[],
  subject: Partial<Subject> = {},
  Version = '2012-10-17',
) => policyFormula(policyOf({ Version, Statement: statements }), { ...SUBJECT, ...subject })
const accepted = (...args: Parameters<typeof read>): Formula => {
  const { allow, deny } = read(...args)
  return and(allow, not(deny))
}
const proves = (formula: Formula): boolean => !solve(not(formula), VARIABLES).satisfiable
const vpce = (text: string): Formula => atom('aws:sourcevpce', { kind: 'pattern', pattern: literal(text) })

describe('theorems about small policies', () => {
  const ours = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }

  test('a deny by endpoint leaves our endpoint, and only that', () => {
    const policy = accepted([base, { ...deny, Condition: ours }])
    expect(proves(implies(policy, vpce('vpce-1')))).toBe(true)
    expect(proves(implies(vpce('vpce-1'), policy))).toBe(true)
  })
  test('the deny of another endpoint is not enough', () => {
    const policy = accepted([base, { ...deny, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-2' } } }])
    const answer = solve(and(policy, not(vpce('vpce-1'))), VARIABLES)
    expect(answer.satisfiable && answer.model.get('aws:sourcevpce')).toBeUndefined()
    expect(answer.satisfiable).toBe(true)
  })
  test('with IfExists a request without the key passes', () => {
    const policy = accepted([
      { ...base, Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } } },
    ])
    expect(proves(implies(absent('aws:sourcevpce'), policy))).toBe(true)
  })
  test('two keys under one negated operator are both needed for the deny', () => {
    const both = { NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' }, ...ours }
    const policy = accepted([base, { ...deny, Condition: both }])
    expect(proves(implies(policy, vpce('vpce-1')))).toBe(false)
    expect(proves(implies(and(policy, not(inBlock('aws:vpcsourceip', '10.0.0.0/16'))), vpce('vpce-1')))).toBe(
      true,
    )
  })
  test('NotAction and a foreign action cover nothing here', () => {
    expect(proves(not(accepted([{ ...base, Action: 's3:*' }])))).toBe(true)
    const { Action: _, ...rest } = base
    expect(proves(not(accepted([{ ...rest, NotAction: 'EXECUTE-API:*' }])))).toBe(true)
    expect(proves(accepted([{ ...rest, NotAction: 's3:*' }]))).toBe(true)
  })
  test('Bool compares without regard to case', () => {
    const policy = accepted([{ ...base, Condition: { Bool: { 'aws:SecureTransport': 'True' } } }])
    expect(proves(implies(policy, is('aws:securetransport', 'true')))).toBe(true)
  })
})

describe('principals', () => {
  const ROLE = 'arn:aws:iam::111122223333:role/team/Reader'
  const SESSION = 'arn:aws:sts::111122223333:assumed-role/Reader/one'
  const callers: readonly [string, unknown, string | undefined, string][] = [
    ['everybody covers the anonymous', '*', undefined, 'named'],
    ['everybody under AWS too', { AWS: '*' }, undefined, 'named'],
    ['a role does not cover the anonymous', { AWS: ROLE }, undefined, 'none'],
    ['a role covers its sessions', { AWS: ROLE }, SESSION, 'named'],
    ['but not those of its namesakes', { AWS: `${ROLE}2` }, SESSION, 'none'],
    ['an account delegates', { AWS: '111122223333' }, SESSION, 'account'],
    ['by its root too', { AWS: 'arn:aws:iam::111122223333:root' }, SESSION, 'account'],
    ['in its partition', { AWS: 'arn:aws-cn:iam::111122223333:root' }, SESSION, 'none'],
    ['the root user is the account', { AWS: '111122223333' }, 'arn:aws:iam::111122223333:root', 'named'],
    ['a service is no caller', { Service: 'lambda.amazonaws.com' }, SESSION, 'none'],
  ]
  test.each(callers)('%s', (_, Principal, caller, expected) => {
    const subject = { principal: caller === undefined ? undefined : 'caller' }
    const { allow, allowByName } = read([{ ...base, Principal, Resource: '*' }], subject)
    const model = new Map<string, Value>([['caller', caller]])
    const found = evaluate(allowByName, model) ? 'named' : evaluate(allow, model) ? 'account' : 'none'
    expect(found).toBe(expected)
  })
  test('NotPrincipal that lists half of the caller is in doubt', () => {
    const { Principal: _, ...rest } = deny
    const half = read([{ ...rest, Resource: '*', NotPrincipal: { AWS: ROLE } }], { principal: 'caller' }).deny
    const whole = { AWS: [ROLE, '111122223333'] }
    const both = read([{ ...rest, Resource: '*', NotPrincipal: whole }], { principal: 'caller' }).deny
    const session = atom('caller', { kind: 'pattern', pattern: literal(SESSION) })
    expect(proves(implies(session, half)) || proves(implies(session, not(half)))).toBe(false)
    expect(proves(implies(session, not(both)))).toBe(true)
  })
  test('an identity policy names nobody', () => {
    const { Principal: _, ...rest } = base
    expect(proves(read([rest], { ofIdentity: true }).allowByName)).toBe(true)
    expect(() => read([rest])).toThrow(Unsupported)
    expect(() => read([base], { ofIdentity: true })).toThrow(Unsupported)
  })
})

describe('symbols', () => {
  const symbols = new Symbols()
  const endpoint = symbols.character({
    name: 'Endpoint',
    what: { kind: 'id', type: 'AWS::EC2::VPCEndpoint' },
  })
  const block = symbols.character({ name: 'main:VpcCidr', what: { kind: 'parameter', type: 'String' } })
  const mayHoldWildcards = wildcardsIn(symbols)

  test('a new id is a text like any other', () => {
    const policy = accepted([{ ...base, Condition: { StringEquals: { 'aws:SourceVpce': endpoint } } }], {
      mayHoldWildcards,
    })
    expect(proves(implies(policy, vpce(endpoint)))).toBe(true)
    expect(solve(policy, VARIABLES).satisfiable).toBe(true)
  })
  test('a parameter that may be any id is a predicate of which only the name is known', () => {
    const policy = accepted([{ ...base, Condition: { StringEquals: { 'aws:SourceVpce': block } } }], {
      mayHoldWildcards,
    })
    expect(proves(implies(vpce('vpce-1'), not(policy)))).toBe(false)
    expect(proves(implies(policy, not(absent('aws:sourcevpce'))))).toBe(true)
  })
  test('a block that is a parameter is the same predicate wherever it occurs', () => {
    const policy = accepted([{ ...base, Condition: { IpAddress: { 'aws:VpcSourceIp': block } } }])
    expect(proves(implies(policy, inBlock('aws:vpcsourceip', block)))).toBe(true)
    expect(proves(implies(policy, inBlock('aws:vpcsourceip', '10.0.0.0/8')))).toBe(false)
    expect(proves(implies(policy, not(absent('aws:vpcsourceip'))))).toBe(true)
  })
  test('a parameter in a pattern may be a wildcard, an id may not', () => {
    const like = (text: string) => ({ ...base, Condition: { StringLike: { 'aws:SourceVpce': text } } })
    const open = accepted([like(`${block}*`)], { mayHoldWildcards })
    expect(proves(implies(vpce('x'), not(open)))).toBe(false)
    const fixed = accepted([like(endpoint)], { mayHoldWildcards })
    expect(proves(implies(fixed, vpce(endpoint)))).toBe(true)
  })
  describe('what a parameter admits', () => {
    const parameter = (name: string, pattern: string, type = 'String') =>
      symbols.character({ name, what: { kind: 'parameter', type, pattern } })
    const small = parameter('Small', '^$|^vpce-[0-9a-f]{8,17}$')
    const capital = parameter('Capital', '^vpce-[0-9A-F]{8,17}$')
    const anything = parameter('Anything', '.+')
    const looked = parameter('Looked', '^[a-z/]+$', 'AWS::SSM::Parameter::Value<String>')
    const characters = charactersIn(symbols)
    const where = (operator: string, text: string) =>
      accepted([{ ...base, Condition: { [operator]: { 'aws:SourceVpce': text } } }], {
        mayHoldWildcards,
        characters,
      })
    const exact = (text: string) => where('StringNotEquals', text)

    test.each([small, capital, endpoint])('without a star a pattern is a text (%#)', (symbol) => {
      const like = where('StringNotLike', `vpce-${symbol}`)
      expect(proves(implies(like, exact(`vpce-${symbol}`)))).toBe(true)
      expect(proves(implies(exact(`vpce-${symbol}`), like))).toBe(true)
    })
    test.each([anything, looked])('with a star it may match more (%#)', (symbol) => {
      expect(proves(implies(exact(`vpce-${symbol}`), where('StringNotLike', `vpce-${symbol}`)))).toBe(false)
    })
    test('a star that is written may match the rest of a value', () => {
      const like = where('StringNotLike', `vpce-${small}*`)
      expect(proves(implies(vpce('vpce-0a1'), like))).toBe(false)
    })
    test.each([small, endpoint])('small letters are the same in every case (%#)', (symbol) => {
      const folded = where('StringNotEqualsIgnoreCase', `VPCE-${symbol}`)
      expect(proves(implies(folded, exact(`vpce-${symbol}`)))).toBe(true)
      expect(proves(implies(exact(`vpce-${symbol}`), folded))).toBe(true)
    })
    test.each([capital, anything, looked, block])('capital ones are not (%#)', (symbol) => {
      expect(() => where('StringEqualsIgnoreCase', `vpce-${symbol}`)).toThrow(Unsupported)
    })
    test('nor are those of a key that may have capitals', () => {
      const agent = { ...base, Condition: { StringEqualsIgnoreCase: { 'aws:UserAgent': small } } }
      expect(() => read([agent], { characters })).toThrow(Unsupported)
    })
  })
  test('a principal that is a parameter may be anybody', () => {
    expect(() => read([{ ...base, Principal: { AWS: block } }], { mayHoldWildcards })).toThrow(Unsupported)
  })
})

describe('what is not understood is refused, with its place', () => {
  const where = (Condition: unknown) => ({ ...base, Condition })
  test.each([
    ['an unknown key', where({ StringEquals: { 'aws:Moon': 'full' } })],
    ['an unknown operator', where({ StringIs: { 'aws:SourceVpce': 'x' } })],
    ['an operator of another kind', where({ StringEquals: { 'aws:SourceIp': '10.0.0.1' } })],
    ['Null with IfExists', where({ NullIfExists: { 'aws:SourceVpce': 'true' } })],
    ['Null of no flag', where({ Null: { 'aws:SourceVpce': 'maybe' } })],
    ['ForAnyValue with IfExists', where({ 'ForAnyValue:StringEqualsIfExists': { 'aws:SourceVpce': 'x' } })],
    ['a negated ForAnyValue', where({ 'ForAnyValue:StringNotEquals': { 'aws:SourceVpce': 'x' } })],
    ['many values without a set operator', where({ StringEquals: { 'aws:PrincipalOrgPaths': 'o-1/' } })],
    ['no values', where({ StringEquals: { 'aws:SourceVpce': [] } })],
    ['a policy variable', where({ StringEquals: { 'aws:SourceVpce': '${aws:username}' } })],
    ['a bad block', where({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } })],
    ['a bad number', where({ NumericEquals: { 'aws:MultiFactorAuthAge': '1e3' } })],
    ['a year, or seconds', where({ DateLessThan: { 'aws:CurrentTime': '2024' } })],
    ['a day that no month has', where({ DateLessThan: { 'aws:CurrentTime': '2025-02-30' } })],
    ['a moment without a zone', where({ DateLessThan: { 'aws:CurrentTime': '2025-02-03T10:00:00' } })],
    ['an ARN of few parts', where({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:*' } })],
    ['letters beyond ASCII without case', where({ StringEqualsIgnoreCase: { 'aws:SourceVpce': 'é' } })],
    ['a resource of few parts', { ...base, Resource: 'arn:aws:execute-api:*' }],
    ['a principal with a wildcard', { ...base, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }],
    ['an unknown type of principal', { ...base, Principal: { Nobody: 'x' } }],
    ['an action with a variable', { ...base, Action: 'execute-api:${x}' }],
    [
      'NotPrincipal with Allow',
      { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: '*', Resource: '*' },
    ],
  ])('%s', (_, statement) => {
    expect(() => read([statement], { principal: 'caller' })).toThrow(Unsupported)
    expect(() => read([statement], { principal: 'caller' })).toThrow(/policy\.json:1/)
  })
})

test('what one statement decides alone does not hide the keys of the others', () => {
  const statements = [
    { ...base, Resource: '*' },
    { ...base, Condition: { StringEquals: { 'aws:SourceVpce': 'x' } } },
  ]
  expect(variablesOf(read(statements).allow)).toContain('aws:sourcevpce')
})
