import { UserError } from '../command/user-error.ts'
import { findConditionCycle } from './condition-cycle.ts'
import { givenValues } from './given.ts'
import { type Nest, nestedFile } from './nested.ts'
import { isThere, readTemplate } from './read.ts'
import type { Declaration, Template } from './template.ts'
import { type Place, placeText, type UnknownValue, unknown } from './value.ts'

/** Something that keeps the templates from being understood in full; who needs it says UNKNOWN. */
export interface Problem {
  readonly why: string
  readonly at: Place
}

export interface Stack {
  /** `SecurePrivateApi`; empty for the root, the template's name when there are several roots. */
  readonly address: string
  /** What the addresses of its resources begin with: nothing, `SecurePrivateApi/`, `network:`. */
  readonly prefix: string
  readonly template: Template
  readonly parent?: { readonly stack: Stack; readonly declaration: Declaration }
  /** By logical id in this stack; `unknown` where the template was not found. */
  readonly children: Map<string, Stack | UnknownValue>
}

export interface Stacks {
  readonly roots: readonly Stack[]
  /** Every stack, a nested one after the one that nests it. */
  readonly all: readonly Stack[]
  /** Values that the user gave, by `main:VpcCidr` for parameters and `AWS::Region` for the others. */
  readonly given: ReadonlyMap<string, string>
  /** Grows when `worlds` finds more. */
  readonly problems: Problem[]
}

const DEEPEST = 20
const MOST_STACKS = 500

/**
 * Opens templates and those they nest. A file that another one nests is no root, even when it is named.
 *
 * @param given values of parameters by `Name` or `stack:Name`, and of `AWS::Region` and the like
 */
export function openStacks(
  files: readonly string[] = ['dist/main.yaml'],
  given: ReadonlyMap<string, string> = new Map(),
): Stacks {
  const shelf = new Map<string, Template>()
  const read = (file: string): Template => {
    const template = shelf.get(file) ?? readTemplate(file)
    if (!shelf.has(file)) findConditionCycle(template)
    shelf.set(file, template)
    return template
  }
  const named = [...new Set(files.map((file) => file.replace(/^(?:\.\/)+/, '')))]
  if (named.length === 0) throw new UserError('no template is named', 'Name one, such as dist/main.yaml.')
  const nest: Nest = { named, isThere, given }
  const rootFiles = rootsOf(named, read, nest)
  refuseTwins(rootFiles.map(read))

  const problems: Problem[] = []
  const all: Stack[] = []
  const open = (file: string, address: string, prefix: string, parent?: Stack['parent']): Stack => {
    const template = read(file)
    const stack: Stack = { address, prefix, template, children: new Map(), ...(parent && { parent }) }
    all.push(stack)
    if (all.length > MOST_STACKS)
      throw new UserError(`${file}:1: more than ${MOST_STACKS} nested stacks`, 'Name fewer templates.')
    problems.push(...problemsOf(template))
    for (const declaration of template.resources.values()) {
      if (declaration.type !== 'AWS::CloudFormation::Stack') continue
      const { logicalId, at } = declaration
      const child = nestedFile(declaration, template, nest)
      if (child === undefined) {
        const why = `the template of the nested stack ${logicalId} was not found`
        stack.children.set(logicalId, unknown(at, why))
        problems.push({ why, at })
      } else {
        refuseLoop(stack, child, at)
        const address = `${prefix}${logicalId}`
        stack.children.set(logicalId, open(child, address, `${address}/`, { stack, declaration }))
      }
    }
    return stack
  }
  const several = rootFiles.length > 1
  const roots = rootFiles.map((file) =>
    several ? open(file, read(file).name, `${read(file).name}:`) : open(file, '', ''),
  )
  return { roots, all, given: givenValues(given, roots), problems }
}

function rootsOf(named: readonly string[], read: (file: string) => Template, nest: Nest): string[] {
  const nested = new Set<string>()
  for (const file of named) {
    const template = read(file)
    for (const declaration of template.resources.values()) {
      const child =
        declaration.type === 'AWS::CloudFormation::Stack' && nestedFile(declaration, template, nest)
      if (child) nested.add(child)
    }
  }
  const roots = named.filter((file) => !nested.has(file))
  // All of them nest one another: opening any shows the loop.
  return roots.length > 0 ? roots : named.slice(0, 1)
}

function refuseLoop(stack: Stack, file: string, at: Place): void {
  let depth = 1
  for (let above: Stack | undefined = stack; above; above = above.parent?.stack) {
    if (above.template.file === file) {
      throw new UserError(
        `${placeText(at)}: this nests ${file}, which nests this template`,
        'Break the circle of stacks.',
      )
    }
    depth += 1
  }
  if (depth > DEEPEST)
    throw new UserError(`${placeText(at)}: stacks nested more than ${DEEPEST} deep`, 'Nest fewer.')
}

function refuseTwins(roots: readonly Template[]): void {
  const names = new Map<string, string>()
  for (const { name, file } of roots) {
    const twin = names.get(name)
    if (twin)
      throw new UserError(
        `${twin} and ${file} have the same name`,
        'Rename one: stacks are told apart by it.',
      )
    names.set(name, file)
  }
}

function* problemsOf({ transform, loops }: Template): Generator<Problem> {
  if (transform)
    yield { why: 'a Transform, so what is deployed is not what is written here', at: transform.at }
  for (const at of loops) yield { why: 'resources or outputs made by a transform or a loop', at }
}
