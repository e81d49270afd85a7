import fc from 'fast-check'
import { type Decision, decidePolicy, Unsettled } from '../../../scripts/access/policy/decide.ts'
import type { Policy } from '../../../scripts/access/policy/document.ts'
import type { PolicyRequest } from '../../../scripts/access/policy/request.ts'
import { evaluate, type Formula, type Model, or, parts } from '../../../scripts/proof/logic/formula.ts'
import { Unsupported } from '../../../scripts/proof/logic/unsupported.ts'
import { type PolicyFormula, policyFormula } from '../../../scripts/proof/policy-formula.ts'
import { abstraction } from './abstraction.ts'
import { documents, expand, type PolicyDocument, policyOf } from './policies.ts'
import { API_ARN } from './pools.ts'
import { modelOf, requests, VARIABLES } from './requests.ts'

/** What a differential run saw. */
export interface Tally {
  /** Policy and request pairs on which both sides decided, and agreed unless listed. */
  compared: number
  /** Pairs where the encoder refuses the policy. */
  refused: number
  /** Pairs where the interpreter alone finds no verdict: there the encoder has a free predicate. */
  doubtful: number
  effects: Record<string, number>
  disagreements: string[]
}

/** Compares the encoder and its class abstraction with the reference interpreter on random policies and requests. */
export function differential(seed: number, policies: number, requestsEach: number, stopAt = 10): Tally {
  const tally: Tally = { compared: 0, refused: 0, doubtful: 0, effects: {}, disagreements: [] }
  const cases = fc.sample(
    fc.tuple(documents, fc.array(requests, { minLength: requestsEach, maxLength: requestsEach })),
    {
      seed,
      numRuns: policies,
    },
  )
  for (const [document, all] of cases) {
    try {
      compare(document, all, tally)
    } catch (error) {
      tally.disagreements.push(`${String(error)} for ${JSON.stringify(document)}`)
    }
    if (tally.disagreements.length >= stopAt) return tally
  }
  return tally
}

function compare(document: PolicyDocument, all: readonly PolicyRequest[], tally: Tally): void {
  const policy = policyOf(document)
  const anonymous = encoded(policy, undefined)
  const signed = encoded(policy, 'principal')
  const whole = or(
    ...[anonymous, signed].flatMap((one) => (one ? [one.allow, one.allowByName, one.deny] : [])),
  )
  const toClasses = abstraction(whole, VARIABLES)
  for (const request of all) {
    const formulas = request.principal === null ? anonymous : signed
    if (!formulas) tally.refused++
    else compareOne(request, formulas, toClasses, () => decidePolicy(policy, request, API_ARN), tally)
  }
}

function compareOne(
  request: PolicyRequest,
  formulas: PolicyFormula,
  toClasses: (model: Model) => Model,
  decide: () => Decision,
  tally: Tally,
): void {
  const expected = verdict(decide)
  const free = freeNames(or(formulas.allow, formulas.allowByName, formulas.deny))
  if (expected === undefined) {
    tally.doubtful++
    if (free.length === 0) tally.disagreements.push(`no doubt on ${JSON.stringify(request)}`)
    return
  }
  tally.compared++
  tally.effects[expected] = (tally.effects[expected] ?? 0) + 1
  const model = modelOf(request)
  for (const [name, one] of [
    ['encoder', model],
    ['classes', toClasses(model)],
  ] as const) {
    // A request in no doubt fares the same whatever the doubts turn out to be.
    for (const doubt of [false, true]) {
      const values = new Map(free.map((predicate) => [predicate, doubt]))
      const effect = effectOf((formula) => evaluate(formula, one, values), formulas)
      if (effect === expected) continue
      const statements = formulas.statements.map(({ statement }) => statement)
      tally.disagreements.push(
        `${name} ${effect}, interpreter ${expected}: ${JSON.stringify(statements)} ${JSON.stringify(request)}`,
      )
    }
  }
}

function encoded(policy: Policy, principal: string | undefined): PolicyFormula | undefined {
  try {
    return policyFormula(policy, {
      resource: 'resource',
      principal,
      expand: ({ text }) => expand(text),
    })
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

function verdict(decide: () => Decision): string | undefined {
  try {
    const { effect, onlyByAccount } = decide()
    return onlyByAccount ? `${effect} by account` : effect
  } catch (error) {
    if (error instanceof Unsettled) return undefined
    throw error
  }
}

function effectOf(is: (formula: Formula) => boolean, { allow, allowByName, deny }: PolicyFormula): string {
  if (is(deny)) return 'explicit-deny'
  if (!is(allow)) return 'implicit-deny'
  return is(allowByName) ? 'allow' : 'allow by account'
}

const freeNames = (formula: Formula): string[] =>
  [...parts(formula)].flatMap((part) =>
    part.kind === 'atom' && part.predicate.kind === 'free' ? part.predicate.name : [],
  )
