import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../command/user-error.ts'
import { resolveNested, throwIfUnfound } from '../lint/copies.ts'
import { emittedTemplates } from '../lint/templates.ts'

/** What taskcat may see. The last is the person's own and optional: parameters for their account. */
const staged = ['.taskcat.yml', 'dist', '.taskcat_overrides.yml']

/** Copies what taskcat needs into a folder. It uploads the whole folder it works in, node_modules included. */
export function stage(root: string, folder: string): void {
  if (!existsSync(join(root, '.taskcat.yml'))) {
    throw new UserError('There is no .taskcat.yml.', 'Run the command in the project folder.')
  }
  // taskcat says nothing of a nested template that is missing.
  throwIfUnfound(resolveNested(emittedTemplates(root)).unfound)
  for (const name of staged) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true })
  }
}

/** Copies back what taskcat left in the folder: taskcat_outputs, or what `--output-directory` named. */
export function bringBack(folder: string, root: string): string[] {
  const left = readdirSync(folder).filter((name) => !staged.includes(name))
  for (const name of left) cpSync(join(folder, name), join(root, name), { recursive: true })
  return left
}
