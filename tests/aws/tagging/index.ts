import { inventory } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { type Structure, structuresIn, textIn, textsIn } from '../protocol/data.ts'
import { awsJson } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import { listedArn } from './arns.ts'

/** Resources by their tags: those of stacks, stacks and buckets themselves, and those a test adds. */
export class Tagging {
  /** By ARN. */
  readonly added = new Map<string, Readonly<Record<string, string>>>()
  /** Milliseconds that what is deleted stays on the list, as the service's index lags behind. */
  lag = 0
  private readonly state: State

  constructor(state: State) {
    this.state = state
  }

  resources(): Map<string, ReadonlyMap<string, string>> {
    const { state } = this
    const found = new Map<string, ReadonlyMap<string, string>>()
    for (const made of inventory(state)) {
      const arn = listedArn(made, state.place)
      if (arn && this.isListed(made.goneAt)) found.set(arn, made.tags)
    }
    for (const { id, tags, deletedAt, status } of state.stacks) {
      if (status !== 'REVIEW_IN_PROGRESS' && this.isListed(deletedAt))
        found.set(id, new Map(tags.map(({ key, value }) => [key, value])))
    }
    for (const { name, owner, tags } of state.store.buckets.values())
      if (owner === state.place.account) found.set(`arn:aws:s3:::${name}`, tags)
    for (const [arn, tags] of this.added) found.set(arn, new Map(Object.entries(tags)))
    return found
  }

  private isListed(goneAt: number | undefined): boolean {
    return goneAt === undefined || goneAt + this.lag > this.state.now
  }
}

export const tagging = (cloud: Tagging): Service => ({
  protocol: awsJson,
  dialect: 'json',
  actions: {
    GetResources({ parameters }) {
      const size = Number(textIn(parameters, 'ResourcesPerPage') ?? 100)
      const from = Number(textIn(parameters, 'PaginationToken') || 0)
      const all = [...cloud.resources()].filter(
        ([arn, tags]) => tags.size > 0 && isWanted(arn, tags, parameters),
      )
      return {
        ResourceTagMappingList: all.slice(from, from + size).map(([arn, tags]) => ({
          ResourceARN: arn,
          Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
        })),
        PaginationToken: from + size < all.length ? String(from + size) : '',
      }
    },
  },
  permission: ({ action }) => ({ action: `tag:${action}`, resource: '*' }),
})

/** All filters must hold; of a filter's values any. */
function isWanted(arn: string, tags: ReadonlyMap<string, string>, parameters: Structure): boolean {
  const types = textsIn(parameters, 'ResourceTypeFilters')
  const service = arn.split(':')[2] ?? ''
  if (types.length > 0 && !types.some((type) => type.split(':')[0] === service)) return false
  return structuresIn(parameters, 'TagFilters').every((filter) => {
    const value = tags.get(textIn(filter, 'Key') ?? '')
    const wanted = textsIn(filter, 'Values')
    return value !== undefined && (wanted.length === 0 || wanted.includes(value))
  })
}
