import { because, kindOf, outcome } from './outcome.ts'
import { above, drop, edited, policy, small, statement, swap, without } from './small.ts'

const WAYS = ['only-our-endpoint', 'not-by-others-endpoint', 'not-from-internet'] as const

/** A statement about everybody and every route. */
const all = (effect: 'Allow' | 'Deny', condition?: string) =>
  `{ Effect: ${effect}, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*${condition ? `, Condition: { ${condition} }` : ''} }`

/** The verdicts about our endpoint alone, other endpoints and the internet. */
const verdicts = (template: string, given = {}) =>
  WAYS.map((id) => kindOf(id, template, { given }).replace('REFUTED', '-').replace('PROVED', 'ok'))

test.each<[string, string, string[]]>([
  ['the policy denies what comes by other endpoints', small, ['ok', 'ok', 'ok']],
  [
    'it admits by the endpoint and denies nothing',
    edited(policy(all('Allow', 'StringEquals: { aws:SourceVpce: !Ref Endpoint }'))),
    ['ok', 'ok', 'ok'],
  ],
  ['it admits everybody', edited(policy(all('Allow'))), ['-', '-', '-']],
  [
    'it admits by VPC, where others may have endpoints too',
    edited(policy(all('Allow', 'StringEquals: { aws:SourceVpc: !Ref Vpc }'))),
    ['-', '-', 'ok'],
  ],
  [
    'it admits by address, which others may have too',
    edited(policy(all('Allow', 'IpAddress: { aws:VpcSourceIp: 10.0.0.0/16 }'))),
    ['-', '-', 'ok'],
  ],
  [
    'it denies the internet alone',
    edited(policy(all('Allow'), all('Deny', 'Null: { aws:SourceVpce: true }'))),
    ['-', '-', 'ok'],
  ],
  [
    'it denies other endpoints only if there is one',
    edited(
      policy(
        all('Allow'),
        all('Deny', 'StringNotEquals: { aws:SourceVpce: !Ref Endpoint }, "Null": { aws:SourceVpce: false }'),
      ),
    ),
    ['-', 'ok', '-'],
  ],
  [
    'two keys of one operator must both differ',
    edited(
      policy(
        all('Allow'),
        all('Deny', 'StringNotEquals: { aws:SourceVpce: !Ref Endpoint, aws:SourceVpc: !Ref Vpc }'),
      ),
    ),
    ['-', '-', 'ok'],
  ],
  [
    'it denies all actions but the call',
    edited(
      swap(
        'Action: execute-api:Invoke\n            Resource: execute-api:/*\n            Condition:\n              StringNotEquals',
        'NotAction: execute-api:Invoke\n            Resource: execute-api:/*\n            Condition:\n              StringNotEquals',
      ),
    ),
    ['-', '-', 'ok'],
  ],
  [
    'it denies all routes but the only one',
    edited(
      swap(
        'Resource: execute-api:/*\n            Condition:\n              StringNotEquals',
        'NotResource: execute-api:/prod/GET/pets\n            Condition:\n              StringNotEquals',
      ),
    ),
    ['-', '-', 'ok'],
  ],
  [
    'it denies a principal that nobody unsigned is',
    edited(
      swap(
        'Principal: "*"\n            Action: execute-api:Invoke\n            Resource: execute-api:/*\n            Condition:\n              StringNotEquals',
        'Principal: { AWS: "111122223333" }\n            Action: execute-api:Invoke\n            Resource: execute-api:/*\n            Condition:\n              StringNotEquals',
      ),
    ),
    ['-', '-', 'ok'],
  ],
  [
    'an endpoint that the API lists is ours, and may be called by',
    edited(
      swap('VpcEndpointIds: [!Ref Endpoint]', 'VpcEndpointIds: [!Ref Endpoint, vpce-0123456789abcdef0]'),
      swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: [!Ref Endpoint, vpce-0123456789abcdef0]'),
    ),
    ['ok', 'ok', 'ok'],
  ],
  [
    'an endpoint that it does not list is not',
    edited(swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: [!Ref Endpoint, vpce-0123456789abcdef0]')),
    ['-', '-', 'ok'],
  ],
  [
    'it admits everybody, and the endpoint is in no template',
    edited(
      drop('Endpoint'),
      swap('VpcEndpointIds: [!Ref Endpoint]', 'VpcEndpointIds: []'),
      policy(all('Allow')),
    ),
    ['-', '-', '-'],
  ],
])('%s', (_, template, expected) => expect(verdicts(template)).toEqual(expected))

test('without a policy a private API answers nobody', () =>
  expect(verdicts(edited(without('Policy', 'Api')))).toEqual(['ok', 'ok', 'ok']))

test('the request is shown, with the statement that admits it and the one that does not stop it', () => {
  const template = edited(
    swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: [!Ref Endpoint, vpce-0123456789abcdef0]'),
  )
  const { because: reasons } = outcome('not-by-others-endpoint', template)
  expect(reasons.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'this request is accepted:',
      "  by somebody else's endpoint",
      '  for arn:aws:execute-api:‹AWS::Region›:‹AWS::AccountId›:‹Api›/prod/GET/pets',
      '  aws:SourceVpce vpce-0123456789abcdef0',
    ]),
  )
  expect(reasons).toEqual(because('passes: Allow Pets', '- Sid: Pets'))
  expect(reasons).toEqual(because('not stopped by Deny OtherEndpoints', '- Sid: OtherEndpoints'))
})

test('from the internet there is no endpoint in the request', () => {
  const { because: reasons } = outcome('not-from-internet', edited(policy(all('Allow'))))
  expect(reasons).toEqual(because('  by the internet'))
  expect(reasons).toEqual(because('passes: Allow statement 1', all('Allow')))
  expect(reasons.some(({ text }) => text.includes('aws:SourceVpce'))).toBe(false)
})

describe('a parameter under aws:SourceVpce', () => {
  const template = (pattern: string) =>
    edited(
      above(`Parameters:\n  Other: { Type: String${pattern} }`),
      swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: [!Ref Endpoint, !Ref Other]'),
    )
  test('may be the endpoint of anybody, whatever its pattern says', () => {
    expect(verdicts(template(', AllowedPattern: "vpce-[0-9a-f]{17}"'))).toEqual(['-', '-', 'ok'])
    expect(verdicts(template(''))).toEqual(['-', '-', 'ok'])
  })
  test('is ours where the API lists it, with a pattern or without', () => {
    for (const pattern of [', AllowedPattern: "vpce-[0-9a-f]{17}"', '']) {
      const listed = swap('VpcEndpointIds: [!Ref Endpoint]', 'VpcEndpointIds: [!Ref Other]')
      expect(verdicts(listed(template(pattern)))).toEqual(['ok', 'ok', 'ok'])
      expect(kindOf('nothing-dead', listed(template(pattern)))).toBe('PROVED')
    }
  })
  test('is no endpoint where its value is none', () =>
    expect(verdicts(template(''), { Other: 'none' })).toEqual(['ok', 'ok', 'ok']))
})

test('a statement behind a condition counts in the worlds that have it', () => {
  const template = edited(
    above('Parameters:\n  Debug: { Type: String }\nConditions:\n  Debugging: !Equals [!Ref Debug, loud]'),
    swap(
      'aws:SourceVpce: !Ref Endpoint',
      'aws:SourceVpce: !If [Debugging, [!Ref Endpoint, vpce-0123456789abcdef0], !Ref Endpoint]',
    ),
  )
  expect(outcome('not-by-others-endpoint', template)).toMatchObject({
    kind: 'REFUTED',
    when: [{ parameter: 'Debug', value: 'loud' }],
    counts: { REFUTED: 1, PROVED: 1 },
  })
})

describe('UNKNOWN', () => {
  test.each<[string, string, string, string]>([
    [
      'a policy variable',
      statement(all('Deny', 'StringNotEquals: { aws:SourceVpce: "${aws:PrincipalTag/endpoint}" }'))(small),
      'has a policy variable',
      'PrincipalTag',
    ],
    [
      'NotPrincipal with Allow',
      statement(
        '{ Effect: Allow, NotPrincipal: { AWS: "111122223333" }, Action: execute-api:Invoke, Resource: execute-api:/* }',
      )(small),
      'NotPrincipal with Allow is not settled',
      'NotPrincipal',
    ],
    [
      'a key that nothing is known of',
      statement(all('Deny', 'StringNotEquals: { aws:ResourceOrgID: o-1 }'))(small),
      "'aws:ResourceOrgID' holds",
      'aws:ResourceOrgID',
    ],
    [
      'a text of no JSON',
      edited(
        policy(),
        swap('        Version: "2012-10-17"\n        Statement:\n', '', 'Api'),
        swap('      Policy:\n', '      Policy: open\n', 'Api'),
      ),
      'not of JSON',
      'Policy: open',
    ],
  ])('%s', (_, template, text, line) => {
    for (const id of WAYS) {
      expect(outcome(id, template).kind).toBe('UNKNOWN')
      expect(outcome(id, template).because).toEqual(because(text, line))
    }
  })
})

test('a VPC made elsewhere may be a parameter of any type', () => {
  for (const type of ['AWS::EC2::VPC::Id', 'String']) {
    const template = above(`Parameters:\n  Home: { Type: "${type}" }`)(
      small.replaceAll('VpcId: !Ref Vpc', 'VpcId: !Ref Home'),
    )
    const byVpc = policy(all('Allow'), all('Deny', 'StringNotEquals: { aws:SourceVpc: !Ref Home }'))(template)
    expect(verdicts(template)).toEqual(['ok', 'ok', 'ok'])
    expect(verdicts(byVpc)).toEqual(['-', '-', 'ok'])
    expect(outcome('only-https', byVpc).kind).toBe('UNKNOWN')
  }
})

test('of a key that is absent or anonymous where nobody signs, both are looked at', () =>
  expect(
    verdicts(edited(policy(all('Allow'), all('Deny', '"Null": { aws:PrincipalAccount: true }')))),
  ).toEqual(['-', '-', '-']))

test('an API that says dualstack, as it must, is judged as any other', () => {
  const dualstack = swap('Types: [PRIVATE]', 'Types: [PRIVATE]\n        IpAddressType: dualstack')
  expect(kindOf('only-our-endpoint', edited(dualstack))).toBe('PROVED')
})
