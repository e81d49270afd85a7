import { Denied } from '../aws/refusals.ts'
import { pathOf } from '../stack/read.ts'
import { interfaceText } from './interfaces.ts'
import type { Inventory, Listed } from './inventory.ts'
import type { Found } from './sweep.ts'

/** Something that is there and why. */
export interface Remnant {
  readonly what: string
  readonly why: string
}

/** What is to be made of what a look around found. */
export interface Judgement {
  /** By the template, on purpose. */
  readonly kept: readonly Remnant[]
  /** Log groups that were written to after they were deleted. */
  readonly logGroups: readonly string[]
  /** ARNs that the tag index lists though they are gone. */
  readonly lagging: readonly string[]
  readonly left: readonly Remnant[]
  /** Actions without which nobody knows. */
  readonly unknown: readonly string[]
}

/** Types of which one stands for many stacks. */
const SHARED: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Account': 'every API of this region logs by it',
}

/** Tells what is left from what stays on purpose and from what only the tag index has not forgotten. */
export function judge({ resources }: Inventory, found: Found): Judgement {
  const { stacks, tagged, gone, logGroups, interfaces } = found
  const unknown = [tagged, gone, logGroups, interfaces].flatMap((each) =>
    each instanceof Denied ? [each.action] : [],
  )
  const known = resources.filter(({ status }) => status !== 'DELETE_COMPLETE')
  const indexed = (tagged instanceof Denied ? [] : tagged).map((arn) => ({
    arn,
    resource: resources.find((resource) => isOf(arn, resource)),
  }))
  const isGone = ({ arn, resource }: (typeof indexed)[number]) =>
    resource?.status === 'DELETE_COMPLETE' || (!(gone instanceof Denied) && gone.includes(arn))
  return {
    kept: known.filter(({ keptBy }) => keptBy).map(keptRemnant),
    logGroups: logGroups instanceof Denied ? [] : logGroups,
    lagging: indexed.filter(isGone).map(({ arn }) => arn),
    left: [
      ...stacks.map((arn) => ({ what: arn, why: 'this stack is there' })),
      ...known.filter(({ keptBy }) => !keptBy).map(leftRemnant),
      ...indexed
        .filter((each) => !each.resource && !isGone(each))
        .map(({ arn }) => ({ what: arn, why: 'has the tag of this stack, and is none of its resources' })),
      ...(interfaces instanceof Denied ? [] : interfaces).map((each) => ({
        what: interfaceText(each),
        why: `uses a security group or subnet of the stack: ${each.use}`,
      })),
    ],
    unknown: [...new Set(unknown)],
  }
}

/** Whether an ARN is that of a resource: it is its physical id, or ends in it. */
function isOf(arn: string, { physicalId }: Listed): boolean {
  const bare = arn.replace(/:\*$/, '')
  return (
    physicalId !== undefined &&
    (bare === physicalId || bare.endsWith(`/${physicalId}`) || bare.endsWith(`:${physicalId}`))
  )
}

const textOf = (resource: Listed): string =>
  [pathOf(resource), resource.type, ...(resource.physicalId ? [resource.physicalId] : [])].join('  ')

const keptRemnant = (resource: Listed): Remnant => ({
  what: textOf(resource),
  why: [`DeletionPolicy ${resource.keptBy}`, SHARED[resource.type]].filter(Boolean).join('; '),
})

const leftRemnant = (resource: Listed): Remnant => ({
  what: textOf(resource),
  why: resource.status === 'DELETE_SKIPPED' ? 'CloudFormation gave up on it' : `is ${resource.status}`,
})
