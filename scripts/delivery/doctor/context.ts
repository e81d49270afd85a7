import type { Stack } from '@aws-sdk/client-cloudformation'
import type { VpcEndpoint } from '@aws-sdk/client-ec2'
import { openConcrete } from '../../command/region.ts'
import { resolveConcrete } from '../../template/resolve.ts'
import type { Aws } from '../aws/connect.ts'
import type { Identity } from '../aws/identity.ts'
import type { Asked } from '../deployment/asked.ts'
import { describeStack } from '../stack/read.ts'
import { endpointIn } from './existing-endpoint.ts'

/** What checks look at: a deployment that is yet to be, and the account that it would go to. */
export interface Context {
  readonly aws: Aws
  readonly identity: Identity
  readonly stackName: string
  /** Types of the resources that the templates would make with the values given. */
  readonly types: ReadonlySet<string>
  /** The value that a parameter was given, or else its default; empty for one that there is not. */
  readonly value: (parameter: string) => string
  /** Asked for once, however many checks want it. */
  readonly stack: () => Promise<Stack | undefined>
  /** The endpoint that the parameters name, or that of the VPC which they name. */
  readonly endpoint: () => Promise<VpcEndpoint | undefined>
}

export function contextOf(
  aws: Aws,
  identity: Identity,
  { stackName, file, given }: Pick<Asked, 'stackName' | 'file' | 'given'>,
): Context {
  const stacks = openConcrete(
    [file],
    [...given].map(([name, text]) => `${name}=${text}`),
  )
  const defaults = stacks.roots[0]?.template.parameters
  const value = (name: string): string => given.get(name) ?? defaults?.get(name)?.default ?? ''
  return {
    aws,
    identity,
    stackName,
    value,
    types: new Set(resolveConcrete(stacks).resources.map(({ type }) => type)),
    stack: once(() => describeStack(aws.cloudformation, stackName)),
    endpoint: once(() => endpointIn(aws, value)),
  }
}

/** A look-up that several share; whoever comes first makes it. */
function once<T>(look: () => Promise<T>): () => Promise<T> {
  let looked: Promise<T> | undefined
  return () => {
    looked ??= look()
    return looked
  }
}
