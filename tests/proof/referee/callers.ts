import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Call, type Caller, type Model, readModel } from '../../../scripts/access/gates/index.ts'
import { blockOf, isApiEndpoint, parseAddress, someHost } from '../../../scripts/access/network/index.ts'
import { openConcrete } from '../../../scripts/command/region.ts'
import { casesOf, solverFor } from '../../../scripts/proof/cases.ts'
import { type Finding, prove } from '../../../scripts/proof/prove.ts'
import type { Subject } from '../../../scripts/proof/subject.ts'
import { symbolic } from '../../../scripts/template/names.ts'
import { resolveConcrete } from '../../../scripts/template/resolve.ts'

/** The templates with one value for each parameter, as the interpreter reads them and as the proof does. */
export interface World {
  readonly model: Model
  readonly subject: Subject
  readonly findings: readonly Finding[]
}

/** A text of a template that is replaced. */
export type Edit = readonly [file: string, old: string, now: string]

export const API = 'SecurePrivateApi/Api'
export const ACCOUNT = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
const PLACE = {
  'AWS::Partition': ACCOUNT.partition,
  'AWS::Region': ACCOUNT.region,
  'AWS::AccountId': ACCOUNT.account,
}

export function worldOf(values: Readonly<Record<string, string>>, edits: readonly Edit[] = []): World {
  const folder = mkdtempSync(join(tmpdir(), 'callers-'))
  try {
    const main = copy(folder, edits)
    const given = Object.entries({ ...PLACE, ...values }).map(([name, value]) => `${name}=${value}`)
    const stacks = openConcrete([main], given)
    const names = symbolic()
    const cases = casesOf(stacks, names, solverFor(names)).filter(({ address }) => address === API)
    const [only] = cases
    if (!only || cases.length > 1 || 'text' in only.subject) throw new Error('the API is not in one world')
    const findings = prove(stacks).filter(({ api }) => api === API)
    return { model: readModel(resolveConcrete(stacks), ACCOUNT), subject: only.subject, findings }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function copy(folder: string, edits: readonly Edit[]): string {
  for (const file of readdirSync('dist')) {
    const text = edits
      .filter(([name]) => name === file)
      .reduce(
        (before, [, old, now]) => {
          if (before.split(old).length !== 2) throw new Error(`'${old}' is not in ${file} exactly once`)
          return before.replace(old, () => now)
        },
        readFileSync(join('dist', file), 'utf8'),
      )
    writeFileSync(join(folder, file), text)
  }
  return join(folder, 'main.yaml')
}

const at = (text: string): number => parseAddress(text) ?? 0

/** Everybody who may try, by name. */
export function callersOf({ network }: Model): [string, Caller][] {
  const hosts = network.hosts.filter(({ kind }) => kind === 'instance')
  return [
    ...hosts.map((host): [string, Caller] => [`host ${host.address}`, { kind: 'host', host }]),
    ...network.subnets.map((subnet): [string, Caller] => {
      const address = subnet.cidr ? someHost(blockOf(subnet.cidr), 32) : 0
      return [`stranger in ${subnet.address}`, { kind: 'stranger', subnet, address }]
    }),
    ['corporate', { kind: 'linked', address: at('192.168.0.20') }],
    ['linked from elsewhere', { kind: 'linked', address: at('172.16.0.9') }],
    ['internet', { kind: 'internet', address: at('203.0.113.9') }],
    [
      'other VPC',
      {
        kind: 'other-vpc',
        account: '999999999999',
        vpc: 'vpc-0ffffffffffffffff',
        endpoint: 'vpce-0ffffffffffffffff',
        address: at('10.10.2.36'),
      },
    ],
  ]
}

const PRINCIPALS = [
  null,
  `arn:aws:iam::${ACCOUNT.account}:role/Caller`,
  'arn:aws:iam::999999999999:role/Caller',
]
const ROUTES = ['GET /secure/greeter', 'POST /secure/greeter', 'GET /secure']

/** Each caller by each name, for each of some routes, signed by nobody and by others. */
export const callsOf = (model: Model): [string, Call][] =>
  callersOf(model).flatMap(([who, caller]) =>
    ROUTES.flatMap((route) =>
      PRINCIPALS.flatMap((principal) =>
        (['default-name', 'alias-name', 'endpoint-name'] as const)
          .filter((form) => form === 'default-name' || model.network.endpoints.some(isApiEndpoint))
          .map((form): [string, Call] => {
            const [method = '', path = ''] = route.split(' ')
            const call = { caller, principal, api: API, form, method, path, stage: 'miztiik' }
            return [`${who}, ${route}, by ${form}, as ${principal}`, { ...call, clientPort: 40_000 }]
          }),
      ),
    ),
  )
