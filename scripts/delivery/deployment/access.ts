import type { Stack } from '@aws-sdk/client-cloudformation'
import { withPrivateFolder } from '../../command/private-folder.ts'
import { UserError } from '../../command/user-error.ts'
import type { Aws } from '../aws/connect.ts'
import type { Terminal } from '../terminal.ts'
import type { Asked } from './asked.ts'
import { changeOfAccess, consequencesOf } from './consequences.ts'
import { deployedStacks } from './deployed.ts'
import type { Deployment } from './prepare.ts'

/** Whether all theorems hold with these values, or what breaks was accepted by name. */
export function isAccepted(
  { region }: Aws,
  terminal: Terminal,
  asked: Asked,
  { stacks }: Deployment,
): boolean {
  const { broken, text } = consequencesOf(stacks, region, terminal.paint)
  terminal.write(text)
  const stray = asked.acceptedRisks.find((id) => !broken.includes(id))
  if (stray !== undefined)
    throw new UserError(
      `--accept-risk ${stray}: no theorem of that name is broken.`,
      broken.length > 0 ? `Broken: ${broken.join(', ')}.` : 'Leave it out.',
    )
  const refused = broken.filter((id) => !asked.acceptedRisks.includes(id))
  if (refused.length > 0)
    terminal.write(
      `Refused: ${refused.join(', ')} would not hold. Nothing was changed.\n` +
        `Correct it, or accept it by name: ${refused.map((id) => `--accept-risk ${id}`).join(' ')}\n`,
    )
  return refused.length === 0
}

/**
 * What becomes of access by the change. What is not understood of the old templates is no reason to stop.
 *
 * @param body the stack's root template as it was submitted
 */
export const accessChange = (
  aws: Aws,
  stack: Stack,
  body: string,
  { template, stacks, place }: Deployment,
): Promise<string> =>
  withPrivateFolder(async (folder) => {
    try {
      return changeOfAccess(
        await deployedStacks(aws.cloudformation, stack, body, template.file, place, folder),
        stacks,
      )
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return `access: what is deployed cannot be compared with: ${error.message.split('\n')[0]}\n`
    }
  })
