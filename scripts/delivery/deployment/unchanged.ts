import type { Stack, Tag } from '@aws-sdk/client-cloudformation'
import { isLookup } from '../../template/parameter.ts'
import type { Template } from '../../template/template.ts'
import type { Chosen } from './parameters.ts'

/** What a deployment would make of a stack. */
export interface Wanted {
  readonly template: Template
  /** As it would be submitted. */
  readonly body: string
  readonly chosen: readonly Chosen[]
  readonly tags: readonly Tag[] | undefined
}

/**
 * Whether a deployment would change nothing, told without a change set: one that includes nested stacks lists them as
 * changing always (aws-cdk).
 *
 * @param body the stack's template as it was submitted
 */
export function isUnchanged(
  { template, body: wanted, chosen, tags }: Wanted,
  stack: Stack,
  body: string,
): boolean {
  // What a parameter of the Systems Manager points to may have changed.
  if ([...template.parameters.values()].some(({ type }) => isLookup(type))) return false
  const standing = new Map(
    stack.Parameters?.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  )
  return (
    body.trimEnd() === wanted.trimEnd() &&
    standing.size === chosen.length &&
    chosen.every(
      ({ name, value }) => standing.has(name) && (value === undefined || standing.get(name) === value),
    ) &&
    (tags === undefined || textOf(tags) === textOf(stack.Tags ?? []))
  )
}

const textOf = (tags: readonly Tag[]): string =>
  tags
    .map(({ Key, Value }) => JSON.stringify([Key, Value]))
    .toSorted()
    .join()
