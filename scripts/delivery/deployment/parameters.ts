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

/** Values that a deployment supplies where nobody gave one, with where they come from. */
export type Supplied = ReadonlyMap<string, { readonly value: string; readonly from: string }>

/** What CloudFormation shows in place of a value that is not to be echoed. */
const HIDDEN = '****'

/**
 * A value for every parameter of the template: the one given, else the one supplied, else the one that the stack has,
 * else the default.
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
    if (offer) return [{ name, ...offer }]
    const now = standing.get(name)
    if (now !== undefined) return [{ name, value: now === HIDDEN ? undefined : now, from: 'as it is' }]
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
