import { readFileSync } from 'node:fs'
import {
  CreateChangeSetCommand,
  ExecuteChangeSetCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation'
import { clients } from '../../aws/clients.ts'
import { deploy, main, uploadChildren } from '../../aws/deploying.ts'
import type { Desk } from './desk.ts'

export const NAME = 'secure-private-api'

/** The stack of dist/, made by somebody. */
export async function demo({ aws, clock }: Desk, isProtected = false) {
  await uploadChildren(aws)
  const stack = await deploy(aws, clock, { StackName: NAME })
  if (stack?.StackStatus !== 'CREATE_COMPLETE') throw new Error(`the demo is ${stack?.StackStatus}`)
  if (isProtected)
    await clients(aws).cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: NAME, EnableTerminationProtection: true }),
    )
  aws.calls.clear()
  return stack
}

/** One of the four alone. */
export async function single(
  desk: Desk,
  name: string,
  file: string,
  parameters: Record<string, string> = {},
) {
  return deploy(desk.aws, desk.clock, {
    StackName: name,
    TemplateBody: readFileSync(file, 'utf8'),
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
  })
}

/** Begins to make it and does not wait. */
export async function begun({ aws, clock }: Desk): Promise<void> {
  await uploadChildren(aws)
  const { cloudformation } = clients(aws)
  const { Id } = await cloudformation.send(
    new CreateChangeSetCommand({
      StackName: NAME,
      ChangeSetName: 'first',
      ChangeSetType: 'CREATE',
      Capabilities: ['CAPABILITY_IAM'],
      IncludeNestedStacks: true,
      ...main(),
    }),
  )
  clock.move(60_000)
  await cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }))
  clock.move(5000)
}

/** The physical id of a resource by its address. */
export function idOf({ aws }: Desk, path: string, logicalId: string): string {
  const stack = aws.cloudformation.stacks.find(
    ({ address, status }) => address === path && status !== 'REVIEW_IN_PROGRESS',
  )
  const id = stack?.resources.get(logicalId)?.physicalId
  if (!id) throw new Error(`${path}/${logicalId} is not there`)
  return id
}
