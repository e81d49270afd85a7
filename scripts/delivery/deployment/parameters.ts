import type { Parameter as SentParameter, Stack } from '@aws-sdk/client-cloudformation'
import { UserError } from '../../command/user-error.ts'
import type { Parameter } from '../../template/parameter.ts'
import type { Template } from '../../template/template.ts'

/** A parameter's value for a deployment, and why it is that one. */
export interface Chosen {
  readonly name: string
  /** Undefined for one that the stack keeps to itself (NoEcho). */
  readonly value: string | undefined
  /** `given`, `output of secure-private-api-vpc`, `as it is`, `default`. */
  readonly from: string
}

/** A value that a deployment supplies where nobody gave one. */
export interface Supply {
  readonly value: string
  readonly from: string
  /** Whether it replaces the value that the stack has: an output of another stack does, a setting does not. */
  readonly isFirm: boolean
}

export type Supplied = ReadonlyMap<string, Supply>

/** Whether CloudFormation shows this in place of a value that is not to be echoed. */
export const isHidden = (value: string): boolean => value === '****'

/**
 * A value for every parameter of the template: the one given, else another stack's output, else the one that the
 * stack has, else another supply, else the default.
 *
 * @throws UserError where some have none
 */
export function chooseParameters(
  template: Template,
  given: ReadonlyMap<string, string>,
  supplied: Supplied,
  stack: Stack | undefined,
): Chosen[] {
  const standing = new Map(
    stack?.Parameters?.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  )
  const missing: Parameter[] = []
  const chosen = [...template.parameters.values()].flatMap((parameter): Chosen[] => {
    const { name, default: otherwise } = parameter
    const value = given.get(name)
    if (value !== undefined) return [{ name, value, from: 'given' }]
    const offer = supplied.get(name)
    const now = standing.get(name)
    if (offer && (offer.isFirm || now === undefined)) return [{ name, value: offer.value, from: offer.from }]
    if (now !== undefined) return [{ name, value: isHidden(now) ? undefined : now, from: 'as it is' }]
    if (otherwise !== undefined) return [{ name, value: otherwise, from: 'default' }]
    missing.push(parameter)
    return []
  })
  const [first] = missing
  if (first)
    throw new UserError(
      `${template.file}:${first.at.line}: no value for ${missing.map(({ name }) => name).join(', ')}`,
      `Give it: --parameters ${first.name}=VALUE`,
    )
  return chosen
}

/** As a change set takes them. A default is left to the template. */
export const toSend = (chosen: readonly Chosen[]): SentParameter[] =>
  chosen
    .filter(({ from }) => from !== 'default')
    .map(({ name, value }) =>
      value === undefined
        ? { ParameterKey: name, UsePreviousValue: true }
        : { ParameterKey: name, ParameterValue: value },
    )
