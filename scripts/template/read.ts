import { existsSync, readFileSync } from 'node:fs'
import { Composer, type Document, Lexer, LineCounter, Parser } from 'yaml'
import { UserError } from '../command/user-error.ts'
import { toNode } from './nodes.ts'
import { hasPrivateUse, refusePrivateUse } from './scalars.ts'
import { type Template, toTemplate } from './template.ts'
import type { Node } from './tree.ts'

/** CloudFormation's own limit for a template in S3 (quotas, "Template size in an object"): one million bytes. */
const MOST_BYTES = 1_000_000
/** The parser keeps one or two for each level; templates that people write stay below fifty. */
const MOST_OPEN = 400
const TEMPLATE = 'a CloudFormation template'

/** What was read last at each path. To parse is most of the work, and who reads again changed one file or none. */
const known = new Map<string, { readonly source: string; readonly template: Template }>()

/** Reads a template, YAML or JSON. */
export function readTemplate(path: string): Template {
  const source = readSource(path, TEMPLATE)
  const last = known.get(path)
  if (last?.source === source) return last.template
  const template = toTemplate(treeOf(source, path), path)
  known.set(path, { source, template })
  return template
}

/** Whether there is something to read at a path. */
export const isThere = (path: string): boolean => existsSync(path)

/** Reads any YAML or JSON file with the place of everything in it. */
export const readTree = (path: string, wanted = TEMPLATE): Node => treeOf(readSource(path, wanted), path)

function treeOf(source: string, path: string): Node {
  const lines = new LineCounter()
  const document = parse(source, lines, path)
  const [error] = document.errors
  if (error) {
    const { line } = lines.linePos(error.pos[0])
    throw new UserError(
      `${path}:${line}: ${error.message.replace(/\s+/g, ' ')}`,
      'Correct the syntax and try again.',
    )
  }
  return toNode(document, source, lines, path)
}

function readSource(path: string, wanted: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'this is a folder'
          : `it cannot be read (${code})`
    throw new UserError(`${path}: ${why}`, `Name ${wanted}, YAML or JSON.`)
  }
  if (bytes.length > MOST_BYTES) {
    throw new UserError(
      `${path}:1: ${bytes.length.toLocaleString('en')} bytes, and CloudFormation takes 1,000,000`,
      'Split the template into nested stacks.',
    )
  }
  const source = bytes.toString('utf8').replace(/^\ufeff/, '')
  if (hasPrivateUse(source))
    refusePrivateUse({ file: path, line: source.split('\n').findIndex(hasPrivateUse) + 1 })
  return source
}

function parse(source: string, lines: LineCounter, path: string): Document {
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const tokens = []
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > MOST_OPEN) {
      const { line } = lines.linePos(parser.offset)
      throw new UserError(
        `${path}:${line}: nested too deeply`,
        'A template nests a few dozen levels; is this one?',
      )
    }
  }
  for (const token of parser.end()) tokens.push(token)
  const options = {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  } as const
  const [document, another] = [...new Composer(options).compose(tokens, true, source.length)]
  if (another) {
    const { line } = lines.linePos(another.range[0])
    throw new UserError(`${path}:${line}: a second YAML document`, 'Keep one template in a file.')
  }
  return document as Document
}
