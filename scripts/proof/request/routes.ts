import type { Api, Method } from '../../access/model/index.ts'
import type { Region } from '../../template/region.ts'
import { atom, type Formula, or } from '../logic/formula.ts'
import { arnGlob, characters, glob, type Pattern, pattern, someExcept } from '../logic/pattern.ts'
import type { Part } from './parts.ts'
import { REQUEST } from './variables.ts'

const VERBS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']

/** The requests that an API declares, by the ARN that policies speak of: `{api}/{stage}/{verb}/{path}`. */
export interface Routes {
  /** `arn:aws:execute-api:‹AWS::Region›:‹AWS::AccountId›:‹Api›`. */
  readonly apiArn: string
  /** Every method ARN of the API, declared or not. */
  readonly domain: readonly Pattern[]
  readonly declared: Formula
  /** Each method, with the requests it answers. */
  readonly methods: readonly Part[]
  /** Exactly one declared verb and path, on any stage. */
  only(verb: string, path: string): Formula
}

export function routesOf(region: Region, api: Api): Routes {
  const apiArn = `arn:aws:execute-api:${pseudo(region, 'AWS::Region')}:${accountOf(region)}:${api.id}`
  const stages = api.stages.map(({ name }) => name.text)
  const patterns = (verb: string, path: string): Pattern[] =>
    stages.map((stage) => routePattern(`${apiArn}/${stage}/${verb}`, path))
  const verbsOf = ({ verb }: Method) => (verb.text === 'ANY' ? VERBS : [verb.text])
  const covers = (all: readonly Pattern[]): Formula =>
    or(...all.map((one) => atom(REQUEST.resource, { kind: 'pattern', pattern: one })))
  const methods = api.methods.map(
    (method): Part => ({
      effect: 'allows',
      text: `${method.verb.text} ${method.path}`,
      at: method.at,
      matches: covers(verbsOf(method).flatMap((verb) => patterns(verb, method.path))),
    }),
  )
  return {
    apiArn,
    domain: [glob([...apiArn, '/', { wildcard: '*' }])],
    declared: or(...methods.map(({ matches }) => matches)),
    methods,
    only: (verb, path) => covers(patterns(verb, path)),
  }
}

/** `/pets/{id}` takes one part for `{id}`, and `{proxy+}` one part or more. */
function routePattern(prefix: string, path: string): Pattern {
  const tokens = path.split(/(\{[^}]*\})/).flatMap((piece) => {
    if (/^\{.*\+\}$/.test(piece)) return someExcept('')
    return piece.startsWith('{') ? someExcept('/') : characters(piece)
  })
  return pattern(`${prefix}${path}`, [...characters(prefix), ...tokens])
}

const pseudo = (region: Region, name: string): string =>
  region.given?.get(name) ?? region.symbols.character({ name, what: { kind: 'pseudo' } })

/** The account that the templates are deployed in, as texts hold it. */
export const accountOf = (region: Region): string => pseudo(region, 'AWS::AccountId')

/** Every principal of an account, by its ARN. */
export function memberOf(account: string): Pattern {
  const member = arnGlob(`arn:aws:*::${account}:*`)
  if (!member) throw new Error('an ARN of six parts has fewer')
  return member
}
