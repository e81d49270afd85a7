import type { Stack } from '@aws-sdk/client-cloudformation'
import { UserError } from '../../command/user-error.ts'
import type { Aws } from '../aws/connect.ts'
import { type Only, SINGLES, singleName } from '../deployment/only.ts'
import { lastDeleted } from '../stack/deleted.ts'
import { describeStack } from '../stack/read.ts'
import { emptyInventory, type Inventory, takeInventory } from './inventory.ts'

/** What there is to destroy. */
export interface Target {
  /** Undefined where there is none, any more or yet. */
  readonly stack: Stack | undefined
  readonly inventory: Inventory
  /** For people, where there is no stack. */
  readonly absence: string
}

/** The stack of that name; else the one that was deleted last, as something may be left of it. */
export async function targetOf({ cloudformation, region }: Aws, name: string): Promise<Target> {
  const stack = await describeStack(cloudformation, name)
  if (stack?.RootId && stack.ParentId)
    throw new UserError(
      `${name} is nested in another stack, which would be broken without it.`,
      `Destroy that one: npm run destroy -- --stack ${stack.RootId.split('/')[1]}`,
    )
  if (stack) {
    const inventory = await takeInventory(cloudformation, name, stack.StackId ?? name)
    return { stack, inventory, absence: '' }
  }
  const absence = `There is no stack ${name} in ${region} of this account`
  const last = await lastDeleted(cloudformation, name)
  if (!last?.StackId) return { stack, inventory: emptyInventory(name), absence: `${absence}.` }
  return {
    stack,
    inventory: await takeInventory(cloudformation, name, last.StackId),
    absence: `${absence}; one was deleted on ${last.DeletionTime?.toISOString() ?? 'some day'}.`,
  }
}

/** Those of the four that stand by themselves, for whoever looks for the whole; the last deployed comes first. */
export async function singlesText({ cloudformation }: Aws, family: string): Promise<string> {
  const standing: Only[] = []
  for (const only of Object.keys(SINGLES) as Only[])
    if (await describeStack(cloudformation, singleName(family, only))) standing.unshift(only)
  if (standing.length === 0) return ''
  return `There are ${standing.map((only) => singleName(family, only)).join(', ')}: npm run destroy -- --stack ${family} --only ${standing.join(', then ')}\n`
}
