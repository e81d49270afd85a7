import type { StackStatus } from '@aws-sdk/client-cloudformation'
import { uncheckable, unlessDenied } from '../aws/denied.ts'
import { Denied } from '../aws/refusals.ts'
import { NESTED, pathOf } from '../stack/read.ts'
import { consents } from '../terminal.ts'
import { interfacesIn, interfaceText, standingPlacesOf } from './interfaces.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { released } from './release.ts'
import { type Removal, remove } from './remove.ts'

/**
 * Goes on after a deletion that failed: says what is in the way and what holds it, waits for what Lambda gives back,
 * tries once more; then gives up on what is left, if that is what somebody wants.
 */
export async function removeAfterFailure(removal: Removal, force: boolean): Promise<StackStatus> {
  const { aws, edge, name, arn, signal } = removal
  const { terminal } = edge
  await clearTheWay(removal, await takeInventory(aws.cloudformation, name, arn))
  terminal.write(`trying once more to delete ${name}\n`)
  const status = await remove(removal)
  if (status !== 'DELETE_FAILED') return status
  const left = inTheWay(await takeInventory(aws.cloudformation, name, arn))
  const what = `${left.length} ${left.length === 1 ? 'resource that' : 'resources that'} cannot be deleted`
  const question = `Delete the stack without ${what}? (You have to find and remove them by hand.)`
  if (!force && !terminal.ask) {
    terminal.write(`The last resort is to delete the stack without ${what}: --force agrees to that.\n`)
    return status
  }
  if (!(await consents(terminal, question, force, '--force', signal))) return status
  return remove(removal, 'FORCE_DELETE_STACK')
}

async function clearTheWay({ aws, edge, name, signal }: Removal, inventory: Inventory): Promise<void> {
  const say = (line: string) => edge.terminal.write(`${line}\n`)
  const places = standingPlacesOf(inventory.resources)
  say(`${name} could not be deleted. In the way:`)
  for (const resource of inTheWay(inventory))
    say(`  ${pathOf(resource)}  ${resource.type}  ${resource.physicalId ?? ''}`)
  if (places.groups.length + places.subnets.length === 0) return
  const { EC2Client } = await import('@aws-sdk/client-ec2')
  const ec2 = aws.open(EC2Client)
  const held = await unlessDenied(() => interfacesIn(ec2, places))
  if (held instanceof Denied) return say(`  what holds them ${uncheckable(held)}`)
  for (const each of held) say(`  held by ${interfaceText(each)}, ${each.use}`)
  // As long as a function is there, its interfaces are in use.
  const isWorthWaiting = !inventory.resources.some(
    ({ type, status }) => type === 'AWS::Lambda::Function' && status !== 'DELETE_COMPLETE',
  )
  if (!isWorthWaiting) return say('  not waited for: functions of the stack are still there')
  const left = await unlessDenied(() => released(ec2, places, edge.clock, say, signal))
  if (left instanceof Denied)
    return say(`  left-over network interfaces cannot be deleted: needs ${left.action}`)
  for (const each of left) say(`  still held by ${interfaceText(each)}`)
}

/** What failed by itself; a nested stack does because of what is in it. */
const inTheWay = ({ resources }: Inventory) =>
  resources.filter(({ status, type }) => status === 'DELETE_FAILED' && type !== NESTED)
