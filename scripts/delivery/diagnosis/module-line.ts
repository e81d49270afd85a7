import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../../template/value.ts'

/**
 * The line of a TypeScript module that declares a logical id: in the module itself, else in one of the parts that
 * modules share. A body counts more than a type in a list of names, and a key more than a text.
 */
export function moduleLine(module: string, parts: string, logicalId: string): Place | undefined {
  const files = [module, ...modulesIn(parts)]
  const lines = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, index) => ({ text, place: { file, line: index + 1, column: text.search(/\S/) + 1 } })),
  )
  const name = withoutHash(logicalId)
  const ways = [`^\\s*${name}: \\{`, `^\\s*${name}: \\w+\\(`, `^\\s*${name}:`, `(['"])${name}\\1`]
  for (const way of ways.map((source) => new RegExp(source))) {
    const found = lines.find(({ text }) => way.test(text))
    if (found) return found.place
  }
  return undefined
}

/** A Deployment's logical id ends in ten digits of a hash that no module says. */
const withoutHash = (logicalId: string): string => logicalId.replace(/(?<=.)[0-9a-f]{10}$/, '')

const modulesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => join(folder, name))
    : []
