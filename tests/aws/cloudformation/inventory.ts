import { isLive } from './differences.ts'
import type { Resource, Stack } from './model.ts'
import type { State } from './state.ts'

/** A resource that stacks made, as its own service sees it. */
export interface Made {
  readonly stack: Stack
  readonly resource: Resource
  readonly tags: ReadonlyMap<string, string>
  /** Undefined while it is there. */
  readonly goneAt: number | undefined
}

/** Every resource that was made, those that are gone included, of some types or of all. */
export function* inventory(state: State, ...types: readonly string[]): Generator<Made> {
  for (const { stack, resource } of everything(state)) {
    if (types.length > 0 && !types.includes(resource.type)) continue
    if (resource.physicalId === undefined || resource.physicalId === '') continue
    const goneAt = isLive(resource) ? undefined : resource.at
    yield { stack, resource, tags: tagsOf(stack, resource), goneAt }
  }
}

function* everything(state: State): Generator<Pick<Made, 'stack' | 'resource'>> {
  for (const stack of state.stacks)
    for (const resource of [...stack.resources.values(), ...(stack.update?.superseded ?? [])])
      yield { stack, resource }
  yield* state.leftBehind
}

export function* live(state: State, ...types: readonly string[]): Generator<Made> {
  for (const made of inventory(state, ...types)) if (made.goneAt === undefined) yield made
}

/** The resource's own tags, those of the stack, and three that the service adds. */
function tagsOf(stack: Stack, { logicalId, made }: Resource): Map<string, string> {
  const { Tags } = made.properties
  const own = Array.isArray(Tags) ? (Tags as readonly { readonly Key: string; readonly Value: string }[]) : []
  return new Map([
    ...stack.tags.map(({ key, value }): [string, string] => [key, value]),
    ...own.map(({ Key, Value }): [string, string] => [Key, Value]),
    ['aws:cloudformation:stack-name', stack.name],
    ['aws:cloudformation:stack-id', stack.id],
    ['aws:cloudformation:logical-id', logicalId],
  ])
}

/** A property of a resource that is a text. */
export function textOf({ resource }: Made, name: string): string | undefined {
  const value = resource.made.properties[name]
  return typeof value === 'string' ? value : undefined
}
