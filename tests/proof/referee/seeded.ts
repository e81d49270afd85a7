import { join } from 'node:path'
import { type Bug, exportsOf } from '../../support/seeded.ts'

/** What the checks in a file here say first, with a bug or without; undefined when they notice nothing. */
export async function firstDisagreement(checks: string, bug?: Bug): Promise<string | undefined> {
  const found = await exportsOf<{ firstDisagreement: () => string | undefined }>(
    join('tests/proof/referee', checks),
    bug,
  )
  // A check that throws has noticed the bug as well.
  try {
    return found.firstDisagreement()
  } catch (error) {
    return String(error)
  }
}
