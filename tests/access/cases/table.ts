import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CaseResult, decideCases } from '../../../scripts/access/cases.ts'

/** What a row changes of a plain case: an anonymous GET /pets through endpoint A to a private API that admits all. */
export interface Row {
  /** A sentence. */
  readonly name: string
  /** The section of the semantics that decides it. */
  readonly source: string
  readonly type?: 'PRIVATE' | 'REGIONAL' | 'EDGE'
  readonly auth?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'COGNITO_USER_POOLS'
  readonly region?: string
  /** Statements, a whole policy, or null for none. */
  readonly policy?: readonly object[] | object | null
  readonly endpoint?: readonly object[] | object | null
  readonly identity?: readonly (readonly object[])[]
  readonly authorizer?: string
  readonly request?: object
  readonly context?: object
  readonly expected: 'allow' | 'explicit' | 'implicit' | 'unknown'
  /** What its reasons must name. */
  readonly because?: string
}

export const A = 'vpce-0aaaaaaaaaaaaaaa1'
export const B = 'vpce-0bbbbbbbbbbbbbbb2'
export const API = 'arn:aws:execute-api:eu-west-1:111111111111:abcdefghij'
export const ALICE = 'arn:aws:iam::111111111111:user/alice'
export const BOB = 'arn:aws:iam::111111111111:user/bob'
export const STRANGER = 'arn:aws:iam::222222222222:user/eve'
export const SESSION = 'arn:aws:sts::111111111111:assumed-role/app/i-1'

export const statement = (Effect: 'Allow' | 'Deny', elements: object): object => ({
  Effect,
  ...('NotPrincipal' in elements ? {} : { Principal: '*' }),
  ...('NotAction' in elements ? {} : { Action: 'execute-api:Invoke' }),
  ...('NotResource' in elements ? {} : { Resource: 'execute-api:/*' }),
  ...elements,
})
export const allow = (elements: object = {}): object => statement('Allow', elements)
export const deny = (elements: object = {}): object => statement('Deny', elements)
export const allowIf = (Condition: object): object => allow({ Condition })
export const denyIf = (Condition: object): object => deny({ Condition })
/** Statements of endpoint policies have full ARNs; those of identities no principal either. */
export const atEndpoint = (elements: object = {}): object => allow({ Resource: `${API}/*`, ...elements })
export const ofIdentity = (elements: object = {}): object => ({
  Effect: 'Allow',
  Action: 'execute-api:Invoke',
  Resource: `${API}/*`,
  ...elements,
})
export const fromInternet = {
  sourceVpce: null,
  sourceVpc: null,
  vpcSourceIp: null,
  sourceIp: '203.0.113.7',
}

const document = (policy: Row['policy']) =>
  Array.isArray(policy) ? { Version: '2012-10-17', Statement: policy } : policy

export const toCase = (row: Row, id: string): object => ({
  id,
  api: {
    region: row.region ?? 'eu-west-1',
    account: '111111111111',
    id: 'abcdefghij',
    endpointType: row.type ?? 'PRIVATE',
  },
  policy: document(row.policy === undefined ? [allow()] : row.policy),
  vpcePolicy: document(row.endpoint ?? null),
  authType: row.auth ?? 'NONE',
  request: {
    sourceVpce: A,
    sourceVpc: 'vpc-0aaaaaaaaaaaaaaa1',
    vpcSourceIp: '10.10.2.50',
    sourceIp: null,
    principal: null,
    method: 'GET',
    path: '/pets',
    stage: 'prod',
    ...(row.type === 'REGIONAL' || row.type === 'EDGE' ? fromInternet : {}),
    ...row.request,
  },
  ...(row.context ? { context: row.context } : {}),
  ...(row.identity ? { identityPolicies: row.identity.map(document) } : {}),
  ...(row.authorizer ? { authorizerDecision: row.authorizer } : {}),
})

/** What decideCases makes of a file with these contents. */
export function decideFile(contents: unknown): CaseResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'))
  try {
    const file = join(folder, 'cases.json')
    writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents, null, 1))
    return decideCases(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** One test for each row. */
export function testTable(rows: readonly Row[]): void {
  const results = decideFile(rows.map((row, index) => toCase(row, `row ${index}`)))
  test.each(rows.map((row, index) => ({ ...row, result: results[index] })))(
    '$name ($source)',
    ({ expected, because, result }) => {
      const verdict = expected === 'allow' || expected === 'unknown' ? expected : 'deny'
      const denyKind = verdict === 'deny' ? expected : null
      expect({ ...result, because: undefined }).toEqual({ ...result, because: undefined, verdict, denyKind })
      if (because !== undefined) expect(result?.because.join('\n')).toContain(because)
    },
  )
}
