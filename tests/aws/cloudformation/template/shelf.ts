import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTemplate } from '../../../../scripts/template/read.ts'
import type { Template } from '../../../../scripts/template/template.ts'
import { ServiceError } from '../../protocol/service-error.ts'
import { type Extras, readExtras } from './extras.ts'

export interface Opened {
  readonly body: string
  readonly template: Template
  readonly extras: Extras
}

/** Templates by their content: they are read as files, so each gets one, in a folder of its own. */
export class Shelf {
  private readonly folder = mkdtempSync(join(tmpdir(), 'aws-templates-'))
  private readonly opened = new Map<string, Opened>()

  open(body: string): Opened {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 32)
    const known = this.opened.get(hash)
    if (known) return known
    const folder = join(this.folder, hash)
    const file = join(folder, `t${hash}.yaml`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, body)
    const opened = reading(() => ({ body, template: readTemplate(file), extras: readExtras(file) }))
    this.opened.set(hash, opened)
    return opened
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A mistake in a template is the caller's. The service's words are others for each; these begin as its do. */
export function reading<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UserError') throw error
    const [what = ''] = error.message.split('\n')
    throw new ServiceError(
      'ValidationError',
      `Template format error: ${what.replace(/^\S*\/t[0-9a-f]+\.yaml:/, 'line ')}`,
    )
  }
}
