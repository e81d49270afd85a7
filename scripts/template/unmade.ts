import type { Evaluation } from './evaluation.ts'
import type { Place } from './value.ts'

/** The resources of a type that a template has, and that are not made under these conditions. */
export const unmade = (type: string, evaluation: Evaluation): { address: string; at: Place }[] =>
  evaluation.stacks.all.flatMap((stack) =>
    [...stack.template.resources.values()]
      .filter((one) => one.type === type && evaluation.scope(stack).makes(one.logicalId) === false)
      .map(({ logicalId, at }) => ({ address: `${stack.prefix}${logicalId}`, at })),
  )
