import { UserError } from '../command/user-error.ts'
import { findCycle } from './cycle.ts'
import { Evaluation } from './evaluation.ts'
import { givenValues } from './given.ts'
import { concrete, type Names, symbolic } from './names.ts'
import type { Region, Resource } from './region.ts'
import type { Stack, Stacks } from './stacks.ts'
import type { Declaration } from './template.ts'
import { type MapValue, type Place, placeText, type UnknownValue, unknown, type Value } from './value.ts'
import { anyWorld, type World } from './world.ts'

/**
 * Every resource of every stack as it would be made under one choice of the parameters.
 *
 * @param names to share between worlds, so that the same value is the same symbol in all of them
 */
export const resolve = (stacks: Stacks, world: World = anyWorld, names: Names = symbolic()): Region =>
  region(stacks, world, names)

/**
 * The same without symbols, for a reader that computes with plain values: parameters have the values given or their
 * defaults, ids are made up, always the same ones.
 *
 * @param values parameters by `Name` or `stack:Name`, and `AWS::Region` and the like
 */
export function resolveConcrete(stacks: Stacks, values: ReadonlyMap<string, string> = new Map()): Region {
  const given = new Map([...stacks.given, ...givenValues(values, stacks.roots)])
  return region({ ...stacks, given }, anyWorld, concrete())
}

type Edges = Map<string, Map<string, Place>>

function region(stacks: Stacks, world: World, names: Names): Region {
  const evaluation = new Evaluation(stacks, world, names)
  const resources: Resource[] = []
  const edges: Edges = new Map()
  for (const root of stacks.roots) collect(root, evaluation, resources, edges)
  refuseCircle(edges)
  return { choices: world.choices, except: world.except, resources, symbols: names.symbols, evaluation }
}

/** The resources of a stack, those of a nested one after the resource that nests it. */
function collect(stack: Stack, evaluation: Evaluation, resources: Resource[], edges: Edges): void {
  const scope = evaluation.scope(stack)
  for (const declaration of stack.template.resources.values()) {
    const { logicalId, type, at, dependsOn } = declaration
    const made = scope.makes(logicalId)
    if (made === false) continue
    const address = `${stack.prefix}${logicalId}`
    const references = new Map<string, Place>()
    evaluation.references = references
    const properties = propertiesOf(
      declaration,
      declaration.properties && scope.resolve(declaration.properties),
    )
    evaluation.references = undefined
    for (const other of dependsOn) references.set(`${stack.prefix}${other}`, at)
    edges.set(address, references)
    const doubt = made === true ? properties.doubt : unknown(made.at, made.why)
    resources.push({
      address,
      logicalId,
      stack: stack.address,
      type,
      properties: properties.map,
      dependsOn,
      at,
      ...(doubt && { doubt }),
    })
    const child = stack.children.get(logicalId)
    if (child && !('kind' in child)) collect(child, evaluation, resources, edges)
  }
}

/** Properties are a map; where they are none, or come from elsewhere, the resource is in doubt. */
function propertiesOf(
  { at }: Declaration,
  value: Value | undefined,
): { map: MapValue; doubt?: UnknownValue } {
  if (value?.kind === 'map') return { map: value }
  const map: MapValue = { kind: 'map', entries: new Map(), at }
  if (!value) return { map }
  return { map, doubt: value.kind === 'unknown' ? value : unknown(value.at, 'properties that are no map') }
}

/** CloudFormation makes nothing of resources that need one another ("Circular dependency between resources"). */
function refuseCircle(edges: Edges): void {
  const next = (address: string) => edges.get(address)?.keys() ?? []
  const circle = findCycle(edges.keys(), next)
  if (!circle) return
  const [from = '', to = ''] = circle
  const at = edges.get(from)?.get(to)
  throw new UserError(
    `${at ? placeText(at) : from}: resources in a circle: ${circle.join(' → ')}`,
    'Make one without the other, for instance a security group and its rule as two resources.',
  )
}
