import { readFileSync } from 'node:fs'
import { UserError } from '../command/user-error.ts'
import { placeText } from '../template/value.ts'
import { decideCall, type Question } from './authorization.ts'
import { type Case, readCase } from './cases/case.ts'
import { readJson } from './cases/json.ts'
import { readPolicy, UnreadablePolicy } from './policy/document.ts'
import { takeReadings, Unsettled } from './policy/unsettled.ts'

/** What came of one case. */
export interface CaseResult {
  readonly id: string
  /** `unknown` where a policy cannot be read or has a text that the service would refuse: no verdict is made up. */
  readonly verdict: 'allow' | 'deny' | 'unknown'
  readonly denyKind: 'explicit' | 'implicit' | null
  /** The gates with their reasons, then the unsettled points the verdict rests on. */
  readonly because: readonly string[]
}

/**
 * Decides every case of a file. Where no source settles a point, the documented or the safer reading is taken and said.
 *
 * @throws UserError for a file or a case that is not of the form
 */
export function decideCases(file: string): CaseResult[] {
  const cases = readJson(readText(file), file)
  if (cases.kind !== 'list')
    throw new UserError(`${file} is no list of cases`, 'give a file with a JSON array of cases')
  return cases.items.map(readCase).map(decideCase)
}

function decideCase(given: Case): CaseResult {
  const doubts: string[] = []
  const note = (why: string) => {
    const line = `unsettled: ${why}`
    if (!doubts.includes(line)) doubts.push(line)
  }
  for (const field of given.unused) doubts.push(`the field '${field}' is unknown and was not used`)
  try {
    const { verdict, denyKind, gates } = decideCall(questionOf(given, note), takeReadings(note))
    const lines = gates.flatMap(({ gate, verdict, because }) => [
      `${gate}: ${verdict}`,
      ...because.map((line) => `  ${line}`),
    ])
    return { id: given.id, verdict, denyKind, because: [...lines, ...doubts] }
  } catch (error) {
    if (!(error instanceof Unsettled || error instanceof UnreadablePolicy)) throw error
    const why = `${placeText(error.at)}: ${error.message}`
    return { id: given.id, verdict: 'unknown', denyKind: null, because: [why, ...doubts] }
  }
}

function questionOf(given: Case, note: (why: string) => void): Question {
  const { endpointType, authType, request, apiArn, authorizerDecision } = given
  const asksAuthorizer = authType === 'CUSTOM' || authType === 'COGNITO_USER_POOLS'
  if (asksAuthorizer && !authorizerDecision)
    note('the case has no authorizerDecision: it is taken to allow, so that the policies decide')
  return {
    endpointType,
    authType,
    request,
    apiArn,
    resourcePolicy: given.resourcePolicy && readPolicy(given.resourcePolicy),
    endpointPolicy: given.endpointPolicy && readPolicy(given.endpointPolicy),
    identityPolicies: given.identityPolicies.map(readPolicy),
    authorizerDecision: authorizerDecision ?? 'allow',
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${(error as Error).message}`,
      'give the path of a file of cases',
    )
  }
}
