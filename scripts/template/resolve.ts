import { UserError } from '../command/user-error.ts'
import { findCycle } from './cycle.ts'
import { Evaluation } from './evaluation.ts'
import { givenValues } from './given.ts'
import { concrete, type Names, symbolic } from './names.ts'
import type { Region, Resource } from './region.ts'
import { Shared } from './shared.ts'
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
  region(stacks, world, names, new Shared())

/** The same for many worlds. A resource that is made alike in two of them is one and the same object. */
export function resolveAll(stacks: Stacks, worlds: readonly World[], names: Names): Region[] {
  const made: Made = new Shared()
  return worlds.map((world) => region(stacks, world, names, made))
}

/**
 * The same without symbols, for a reader that computes with plain values: parameters have the values given or their
 * defaults, ids are made up, always the same ones.
 *
 * @param values parameters by `Name` or `stack:Name`, and `AWS::Region` and the like
 */
export function resolveConcrete(stacks: Stacks, values: ReadonlyMap<string, string> = new Map()): Region {
  const given = new Map([...stacks.given, ...givenValues(values, stacks.roots)])
  return region({ ...stacks, given }, anyWorld, concrete(), new Shared())
}

type Edges = Map<string, ReadonlyMap<string, Place>>

/** A resource that some world makes, or that it does not, with what it refers to. */
interface Outcome {
  readonly resource: Resource | undefined
  readonly references: ReadonlyMap<string, Place>
}

/** What came of each resource, by its address. */
type Made = Shared<string, Outcome>

function region(stacks: Stacks, world: World, names: Names, made: Made): Region {
  const evaluation = new Evaluation(stacks, world, names)
  const resources: Resource[] = []
  const edges: Edges = new Map()
  for (const root of stacks.roots) collect(root, evaluation, resources, edges, made)
  refuseCircle(edges)
  const { choices, except } = world
  return { choices, except, resources, symbols: names.symbols, given: stacks.given, evaluation }
}

/** The resources of a stack, those of a nested one after the resource that nests it. */
function collect(
  stack: Stack,
  evaluation: Evaluation,
  resources: Resource[],
  edges: Edges,
  made: Made,
): void {
  for (const declaration of stack.template.resources.values()) {
    const address = `${stack.prefix}${declaration.logicalId}`
    const compute = () => make(stack, declaration, evaluation)
    const { resource, references } = made.of(address, evaluation, compute)
    if (!resource) continue
    edges.set(resource.address, references)
    resources.push(resource)
    const child = stack.children.get(declaration.logicalId)
    if (child && !('kind' in child)) collect(child, evaluation, resources, edges, made)
  }
}

function make(stack: Stack, declaration: Declaration, evaluation: Evaluation): Outcome {
  const { logicalId, type, at, dependsOn } = declaration
  const scope = evaluation.scope(stack)
  const references = new Map<string, Place>()
  const made = scope.makes(logicalId)
  if (made === false) return { resource: undefined, references }
  evaluation.references = references
  const properties = propertiesOf(
    declaration,
    declaration.properties && scope.resolve(declaration.properties),
  )
  evaluation.references = undefined
  for (const other of dependsOn) references.set(`${stack.prefix}${other}`, at)
  const doubt = made === true ? properties.doubt : unknown(made.at, made.why)
  const resource: Resource = {
    address: `${stack.prefix}${logicalId}`,
    logicalId,
    stack: stack.address,
    type,
    properties: properties.map,
    dependsOn,
    at,
    ...(doubt && { doubt }),
  }
  return { resource, references }
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
