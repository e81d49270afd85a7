import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '../command/user-error.ts'
import type { Copy } from './merge.ts'
import { fileOf, type NestedUrl, nestedUrls, withLocalUrls } from './nested.ts'
import type { Template } from './templates.ts'

/** A nested stack whose template is not to be found beside the template that nests it. */
export interface Unfound {
  file: string
  nested: NestedUrl
}

/** For each nested stack of a template the template file it means. */
export interface Nesting {
  template: Template
  children: Map<NestedUrl, string>
}

/** Finds the template files that the given templates nest, and those it cannot find. */
export function resolveNested(templates: Template[]): { nestings: Nesting[]; unfound: Unfound[] } {
  const nestings: Nesting[] = []
  const unfound: Unfound[] = []
  for (const template of templates) {
    const children = new Map<NestedUrl, string>()
    for (const nested of nestedUrls(template.source, template.file)) {
      const name = fileOf(nested.url)
      const path = resolve(dirname(template.path), name ?? '')
      if (name !== undefined && existsSync(path)) children.set(nested, path)
      else unfound.push({ file: template.file, nested })
    }
    if (children.size > 0) nestings.push({ template, children })
  }
  return { nestings, unfound }
}

/** An emitted template may nest only what the build emits. */
export function throwIfUnfound([first]: Unfound[]): void {
  if (first) throw new UserError(unfoundText(first), 'Run npm run build, which writes all templates.')
}

/** Says which nested stack could not be followed. */
export function unfoundText({ file, nested }: Unfound): string {
  const { line, column, logicalId, url } = nested
  const what = url === undefined ? 'a template that its URL does not name' : `'${fileOf(url)}'`
  return `${file}:${line}:${column}: ${logicalId} nests ${what}, which is not beside ${basename(file)}.`
}

/**
 * Writes into a folder, for each template that nests others, a copy with local TemplateURLs and the nested
 * templates beside it. cfn-lint compares parameters and outputs only with local templates that lie below
 * its working folder.
 */
export function writeCopies(nestings: Nesting[], folder: string): Copy[] {
  return nestings.map(({ template, children }, index) => {
    const room = join(folder, String(index))
    mkdirSync(room)
    const locals = new Map<NestedUrl, string>()
    for (const [nested, path] of children) {
      const local = `${locals.size}-${basename(path)}`
      // A nested template that does not parse would pass: cfn-lint then compares nothing and says nothing.
      nestedUrls(readFileSync(path, 'utf8'), path)
      copyFileSync(path, join(room, local))
      locals.set(nested, local)
    }
    const path = join(room, basename(template.path))
    writeFileSync(path, withLocalUrls(template.source, locals))
    const replaced = new Map([...locals.keys()].map(({ line, column }) => [line, column]))
    return { path, file: template.path, replaced }
  })
}
