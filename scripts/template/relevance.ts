import { listedValue } from './compare.ts'
import type { Evaluation } from './evaluation.ts'
import type { Stack, Stacks } from './stacks.ts'
import { callsIn, entriesOf, itemsOf, type Node, textOf } from './tree.ts'
import { openIn } from './undecided.ts'
import type { Undecided } from './world.ts'

/**
 * Whether the caller models a resource type (`property` is empty), and a property of it by its name at the top:
 * `SecurityGroupIngress`. Conditions decide nothing elsewhere, so they are left open there. A type that matters only
 * to what refers to it, such as a security group, can be `if-referenced`; a property that is one of a few words can be
 * `by-value`: where a parameter says it, each value that the parameter lists is a case.
 */
export type Relevant = (type: string, property: string) => boolean | 'if-referenced' | 'by-value'

/** A place where a condition matters: what it comes upon that the world leaves open. */
export type Site = (evaluation: Evaluation) => Undecided | undefined

/** Everywhere that a condition matters, in the order of the templates. */
export const relevantSites = (stacks: Stacks, relevant: Relevant): Site[] =>
  stacks.roots.flatMap((root) => sitesOf(root, relevant))

function sitesOf(stack: Stack, relevant: Relevant): Site[] {
  const sites: Site[] = []
  const { resources } = stack.template
  const referenced = referencedIn(stack, relevant)
  for (const { logicalId, type, condition, properties, at } of resources.values()) {
    const made: Site = (evaluation) => {
      const truth = evaluation.made(stack) === true && evaluation.scope(stack).holds(condition, at)
      return typeof truth === 'object' ? truth : undefined
    }
    const child = stack.children.get(logicalId)
    if (child && !('kind' in child)) {
      const inner = sitesOf(child, relevant)
      if (condition !== undefined && models(child, relevant)) sites.push(made)
      for (const site of inner) sites.push(site)
      continue
    }
    const matters = relevant(type, '')
    if (matters === false || (matters === 'if-referenced' && !referenced.has(logicalId))) continue
    if (condition !== undefined) sites.push(made)
    for (const node of propertiesOf(type, properties, relevant)) {
      if (mayBranch(node)) sites.push(valueSite(stack, logicalId, node))
    }
    for (const [name, node] of entriesOf(properties)) {
      if (relevant(type, name) === 'by-value') sites.push(listedSite(stack, logicalId, node))
    }
  }
  return sites
}

/** Whether a stack, or one nested in it, has anything that matters: then so does whether it is made. */
function models(stack: Stack, relevant: Relevant): boolean {
  for (const { type } of stack.template.resources.values()) if (relevant(type, '') === true) return true
  return [...stack.children.values()].some((child) => !('kind' in child) && models(child, relevant))
}

function propertiesOf(type: string, properties: Node | undefined, relevant: Relevant): Node[] {
  if (!properties) return []
  if (properties.kind !== 'map') return [properties]
  return [...properties.entries].flatMap(([name, node]) => (relevant(type, name) === false ? [] : [node]))
}

/** The resources that something relevant of the stack refers to, or that leave it by an output or a parameter. */
function referencedIn({ template }: Stack, relevant: Relevant): Set<string> {
  const nodes: Node[] = [...template.outputs.values()].map(({ value }) => value)
  for (const { type, properties } of template.resources.values()) {
    if (type === 'AWS::CloudFormation::Stack' && properties) nodes.push(properties)
    else if (relevant(type, '') === true) nodes.push(...propertiesOf(type, properties, relevant))
  }
  const names = new Set<string>()
  for (const node of nodes)
    for (const call of callsIn(node)) for (const name of namesIn(call.argument)) names.add(name)
  return names
}

/** The logical ids an intrinsic's argument can name: in a Ref, a GetAtt or a Sub. */
function namesIn(argument: Node): string[] {
  const first = textOf(itemsOf(argument)[0] ?? argument) ?? ''
  return [
    first.split('.')[0] ?? '',
    ...[...first.matchAll(/\$\{([A-Za-z0-9]+)/g)].map((match) => match[1] ?? ''),
  ]
}

const valueSite =
  (stack: Stack, logicalId: string, node: Node): Site =>
  (evaluation) => {
    const scope = evaluation.scope(stack)
    return scope.makes(logicalId) === true ? openIn(scope.resolve(node)) : undefined
  }

const listedSite =
  (stack: Stack, logicalId: string, node: Node): Site =>
  (evaluation) => {
    const scope = evaluation.scope(stack)
    const value = scope.makes(logicalId) === true ? scope.resolve(node) : undefined
    return value?.kind === 'text' ? listedValue(value, evaluation) : undefined
  }

/** Whether a value can depend on a condition: by an If of its own, or one behind what it refers to. */
function mayBranch(node: Node): boolean {
  for (const { name } of callsIn(node)) {
    if (/^(?:Ref|Fn::(?:If|Sub|GetAtt|ImportValue|And|Or|Not|Equals))$/.test(name)) return true
  }
  return false
}
