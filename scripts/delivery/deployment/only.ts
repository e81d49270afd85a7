import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import { describeStack } from '../stack/read.ts'
import { stateOf } from '../stack/states.ts'
import type { Supplied, Supply } from './parameters.ts'

/** One of the four templates deployed alone, and those whose outputs it is wired to. */
interface Single {
  readonly template: string
  readonly wired: readonly Only[]
}

export type Only = 'vpc' | 'public' | 'private' | 'consumer'

/** In the order in which the tutorial deploys them. */
export const SINGLES: Readonly<Record<Only, Single>> = {
  public: { template: 'dist/unsecure-public-api.yaml', wired: [] },
  vpc: { template: 'dist/secure-private-api-vpc.yaml', wired: [] },
  private: { template: 'dist/secure-private-api.yaml', wired: ['vpc'] },
  consumer: { template: 'dist/api-consumer.yaml', wired: ['vpc', 'private'] },
}

/** The template that a stack is made from unless another one is named. */
export const templateFileOf = (only: Only | undefined): string =>
  only === undefined ? 'dist/main.yaml' : SINGLES[only].template

/** The stack that one of the four is deployed to beside, or without, the whole. */
export const singleName = (stack: string, only: Only): string => `${stack}-${only}`

/**
 * Values for the parameters of one of the four: the outputs of those it is wired to, and what these were given.
 *
 * @throws Failure where one of them is not there
 */
export async function wiring(client: CloudFormationClient, stack: string, only: Only): Promise<Supplied> {
  const supplied = new Map<string, Supply>()
  for (const other of SINGLES[only].wired) {
    const name = singleName(stack, other)
    const found = await describeStack(client, name)
    if (!found || stateOf(found.StackStatus).outcome !== 'success')
      throw new Failure(
        `${singleName(stack, only)} is wired to ${name}, which ${found ? `is ${found.StackStatus}` : 'is not there'}.`,
        `Deploy that one first: npm run deploy -- --only ${other}`,
      )
    // Such as Authorization and CorporateCidr: the same for all, or they would not fit together.
    for (const { ParameterKey: key = '', ParameterValue: value = '' } of found.Parameters ?? [])
      supplied.set(key, { value, from: `parameter of ${name}`, isFirm: false })
    for (const { OutputKey: key = '', OutputValue: value = '' } of found.Outputs ?? [])
      supplied.set(key, { value, from: `output of ${name}`, isFirm: true })
  }
  return supplied
}
