import type { EC2Client, Filter, NetworkInterface } from '@aws-sdk/client-ec2'
import type { Listed } from './inventory.ts'

/** A network interface that uses a security group or subnet of the stack. */
export interface Interface {
  readonly id: string
  readonly description: string
  readonly use: Use
}

export type Use =
  /** Of a function: Lambda gives it back, sooner or later. */
  | 'being given back'
  /** Of a function as well, and nobody uses it any more. */
  | 'orphan'
  /** Of something that is still there. */
  | 'in use'

/** What the deletion of a stack can stop at: a network interface in it. */
export interface Places {
  readonly groups: readonly string[]
  readonly subnets: readonly string[]
}

/** Those of a stack's places that are not deleted. */
export const standingPlacesOf = (resources: readonly Listed[]): Places =>
  placesOf(resources.filter(({ status }) => status !== 'DELETE_COMPLETE'))

/** Deleted ones as well, which may be held all the same. */
export function placesOf(resources: readonly Listed[]): Places {
  const ids = (type: string, prefix: string) =>
    resources
      .filter((each) => each.type === type)
      .flatMap(({ physicalId }) => (physicalId?.startsWith(prefix) ? [physicalId] : []))
  return { groups: ids('AWS::EC2::SecurityGroup', 'sg-'), subnets: ids('AWS::EC2::Subnet', 'subnet-') }
}

/** What an interface is used for, as its description and status tell; its type does not once it is detached. */
export function useOf({ Description = '', Status }: NetworkInterface): Use {
  if (!Description.startsWith('AWS Lambda VPC ENI')) return 'in use'
  return Status === 'available' ? 'orphan' : 'being given back'
}

/** DescribeNetworkInterfaces takes as many values of a filter (EC2 API reference, "Filter"). */
const MOST_VALUES = 200

/** The interfaces in these places, each once. */
export async function interfacesIn(ec2: EC2Client, { groups, subnets }: Places): Promise<Interface[]> {
  const { paginateDescribeNetworkInterfaces } = await import('@aws-sdk/client-ec2')
  const filters = [...filtersOf('group-id', groups), ...filtersOf('subnet-id', subnets)]
  const found = new Map<string, Interface>()
  for (const filter of filters)
    for await (const page of paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters: [filter] }))
      for (const each of page.NetworkInterfaces ?? []) {
        const id = each.NetworkInterfaceId ?? ''
        found.set(id, { id, description: each.Description ?? '', use: useOf(each) })
      }
  return [...found.values()]
}

function* filtersOf(Name: string, values: readonly string[]): Generator<Filter> {
  for (let at = 0; at < values.length; at += MOST_VALUES)
    yield { Name, Values: values.slice(at, at + MOST_VALUES) }
}

/** `eni-1 (AWS Lambda VPC ENI-greeter-1)` */
export const interfaceText = ({ id, description }: Interface): string =>
  `${id} (${description || 'no description'})`
