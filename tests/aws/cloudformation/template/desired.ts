import { refText } from '../../../../scripts/template/attributes.ts'
import { Evaluation } from '../../../../scripts/template/evaluation.ts'
import type { Names } from '../../../../scripts/template/names.ts'
import type { Scope } from '../../../../scripts/template/scope.ts'
import type { Stack } from '../../../../scripts/template/stacks.ts'
import type { Declaration } from '../../../../scripts/template/template.ts'
import { anyWorld } from '../../../../scripts/template/world.ts'
import type { Extras } from './extras.ts'
import { jsonOf } from './json.ts'
import { ordered } from './order.ts'
import type { Opened } from './shelf.ts'
import type { Tree } from './tree.ts'

/** A stack as a template and its parameters want it. */
export interface Desired {
  readonly address: string
  readonly opened: Opened
  readonly url: string | undefined
  readonly parameters: readonly DesiredParameter[]
  readonly outputs: readonly DesiredOutput[]
  /** Each after those it needs. */
  readonly resources: readonly DesiredResource[]
  readonly children: ReadonlyMap<string, Desired>
  /** Nested stacks whose template is not to be had, with the reason. */
  readonly missing: ReadonlyMap<string, string>
  readonly scope: Scope
}

export interface DesiredResource {
  readonly logicalId: string
  readonly type: string
  readonly physicalId: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly metadata: unknown
  readonly needs: ReadonlySet<string>
  readonly deletionPolicy: string
  readonly replacePolicy: string
}

interface DesiredParameter {
  readonly key: string
  readonly value: string
  readonly noEcho: boolean
}

interface DesiredOutput {
  readonly key: string
  readonly value: string
  readonly description: string | undefined
  readonly exportName: string | undefined
}

/** All of a tree under one set of physical ids. */
export function desire(tree: Tree, ids: ReadonlyMap<string, string>, names: Names): Desired {
  const evaluation = new Evaluation(tree.stacks, anyWorld, names)
  const [root] = tree.stacks.roots
  if (!root) throw new Error('a tree without a root')
  return desiredStack(root, tree, ids, evaluation)
}

function desiredStack(
  stack: Stack,
  tree: Tree,
  ids: ReadonlyMap<string, string>,
  evaluation: Evaluation,
): Desired {
  const opened = tree.opened.get(stack)
  if (!opened) throw new Error(`no template of ${stack.address}`)
  const scope = evaluation.scope(stack)
  const made = [...stack.template.resources.values()].filter(
    ({ logicalId }) => scope.makes(logicalId) === true,
  )
  const resources = made.map((declaration) =>
    desiredResource(
      declaration,
      scope,
      ids.get(`${stack.prefix}${declaration.logicalId}`) ?? '',
      opened.extras,
    ),
  )
  const children = new Map<string, Desired>()
  const missing = new Map<string, string>()
  for (const { logicalId } of made) {
    const child = stack.children.get(logicalId)
    if (child && !('kind' in child)) children.set(logicalId, desiredStack(child, tree, ids, evaluation))
    else if (child && 'kind' in child) missing.set(logicalId, child.why)
  }
  return {
    address: stack.address,
    opened,
    url: tree.urls.get(stack.address),
    parameters: [...stack.template.parameters.values()].flatMap(({ name, at }) => {
      const value = scope.parameter(name, at)
      const text = value && textFrom(jsonOf(value))
      return text === undefined
        ? []
        : [{ key: name, value: text, noEcho: opened.extras.parameter(name).noEcho }]
    }),
    outputs: [...desiredOutputs(stack, scope, opened.extras)],
    resources: ordered(resources),
    children,
    missing,
    scope,
  }
}

function desiredResource(
  declaration: Declaration,
  scope: Scope,
  physicalId: string,
  extras: Extras,
): DesiredResource {
  const { evaluation, stack } = scope
  const { logicalId, type, properties, dependsOn } = declaration
  const references = new Map()
  evaluation.references = references
  const value = properties && scope.resolve(properties)
  evaluation.references = undefined
  const addresses = [...references.keys(), ...dependsOn.map((other) => `${stack.prefix}${other}`)] as string[]
  const needs = addresses
    .map((address) => address.slice(stack.prefix.length))
    .filter((other) => other !== logicalId && scope.makes(other) === true)
  // Where the template gives it a name, that is its physical id.
  const named = refText(declaration, declaration.at, scope)
  const json = value?.kind === 'map' ? jsonOf(value) : {}
  return {
    logicalId,
    type,
    physicalId: named?.kind === 'text' ? named.text : physicalId,
    properties: json as Readonly<Record<string, unknown>>,
    needs: new Set(needs),
    ...extras.resource(logicalId),
  }
}

function* desiredOutputs({ template, prefix }: Stack, scope: Scope, extras: Extras) {
  for (const [key, { value, condition, exportName, at }] of template.outputs) {
    if (condition !== undefined && scope.holds(condition, at) !== true) continue
    scope.evaluation.references = undefined
    const given = textFrom(jsonOf(scope.output(key, value.at)))
    const name = exportName && scope.resolve(exportName)
    yield {
      key,
      value: given ?? `{{unknown: ${prefix}${key}}}`,
      description: extras.outputDescription(key),
      exportName: name?.kind === 'text' ? name.text : undefined,
    }
  }
}

const textFrom = (json: unknown): string | undefined =>
  Array.isArray(json) ? json.join(',') : typeof json === 'string' ? json : undefined
