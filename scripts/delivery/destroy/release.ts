import type { EC2Client } from '@aws-sdk/client-ec2'
import type { Clock } from '../clock.ts'
import { durationText } from '../events/duration.ts'
import { type Interface, interfacesIn, interfaceText, type Places } from './interfaces.ts'

/** Lambda says 20 minutes (developer guide, "VPC"); others have seen more, and wait for 45 (Terraform's provider). */
export const MOST_MS = 45 * 60_000
const POLL_MS = 10_000
const SAY_MS = 60_000

/**
 * Waits until Lambda has given back the interfaces of functions, and deletes those that are left over on the way:
 * where the function's role is gone, Lambda cannot delete them itself, and they would stay.
 *
 * @returns what still is in these places
 */
export async function released(
  ec2: EC2Client,
  places: Places,
  clock: Clock,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Interface[]> {
  const began = clock.now()
  let told = ''
  let toldAt = began
  for (;;) {
    const all = await interfacesIn(ec2, places)
    const orphans = all.filter(({ use }) => use === 'orphan')
    for (const orphan of orphans) {
      if (await deleted(ec2, orphan)) say(`deleted ${interfaceText(orphan)}: left over from a function`)
    }
    const awaited = all.filter(({ use }) => use === 'being given back')
    const waited = clock.now() - began
    if (awaited.length + orphans.length === 0 || waited >= MOST_MS) return all
    const what = awaited.map(interfaceText).join(', ')
    if (awaited.length > 0 && (what !== told || clock.now() - toldAt >= SAY_MS)) {
      const bound = `${durationText(waited)}, at most ${durationText(MOST_MS)}`
      say(`waiting for Lambda to give back ${what} (${bound})`)
      told = what
      toldAt = clock.now()
    }
    await clock.wait(POLL_MS, signal)
  }
}

/** Whether it was there and nobody used it. */
async function deleted(ec2: EC2Client, { id }: Interface): Promise<boolean> {
  const { DeleteNetworkInterfaceCommand } = await import('@aws-sdk/client-ec2')
  try {
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }))
    return true
  } catch (error) {
    // Lambda was faster, or took it into use again.
    const { name, message } = error as Error
    const isTaken = name === 'InvalidNetworkInterface.InUse' || / is currently in use/.test(message)
    if (isTaken || name === 'InvalidNetworkInterfaceID.NotFound') return false
    throw error
  }
}
