import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { everyResourceOf, isNoStack, NESTED, type Standing, templateOf } from '../stack/read.ts'
import { retainedBy } from './retained.ts'

/** A resource and whether its stack's end is its own. */
export interface Listed extends Standing {
  /** The DeletionPolicy by which it stays. */
  readonly keptBy: string | undefined
}

/** All that a stack was ever told to have, deleted resources and nested stacks included. */
export interface Inventory {
  readonly name: string
  /** Undefined where there never was a stack of that name, as far as the service knows. */
  readonly arn: string | undefined
  /** The stack's own and those of the stacks it nests. */
  readonly arns: readonly string[]
  readonly resources: readonly Listed[]
}

/** Reads it by the stack's ARN, by which a deleted stack answers as well. */
export async function takeInventory(
  client: CloudFormationClient,
  name: string,
  arn: string,
): Promise<Inventory> {
  const resources = await everyResourceOf(client, arn)
  const nested = resources.filter(({ type, physicalId }) => type === NESTED && physicalId)
  const stacks = [
    { path: '', arn },
    ...nested.map(({ path, logicalId, physicalId = '' }) => ({
      path: pathText([...path, logicalId]),
      arn: physicalId,
    })),
  ]
  const policies = new Map(
    await Promise.all(
      stacks.map(async (stack) => [stack.path, await retainedIn(client, stack.arn)] as const),
    ),
  )
  return {
    name,
    arn,
    arns: stacks.map((stack) => stack.arn),
    resources: resources.map((resource) => ({
      ...resource,
      keptBy: policies.get(pathText(resource.path))?.get(resource.logicalId),
    })),
  }
}

/** That of a stack which there never was. */
export const emptyInventory = (name: string): Inventory => ({ name, arn: undefined, arns: [], resources: [] })

const pathText = (path: readonly string[]): string => path.join('/')

async function retainedIn(client: CloudFormationClient, arn: string): Promise<Map<string, string>> {
  try {
    return retainedBy(await templateOf(client, arn))
  } catch (error) {
    // One in review has no template yet, and a nested stack may be gone.
    if (isNoStack(error)) return new Map()
    throw error
  }
}

/** The stack names by which resources are tagged: the second part of `…:stack/NAME/ID`. */
export const namesOf = ({ name, arns }: Inventory): string[] => [
  ...new Set([name, ...arns.flatMap((arn) => arn.split('/')[1] ?? [])]),
]
