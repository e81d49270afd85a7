import { type Structure, structuresIn, textIn, textsIn } from '../protocol/data.ts'

/** A resource as EC2 shows it, with what filters can ask for. */
export interface Filtered {
  readonly shown: Structure
  readonly tags: ReadonlyMap<string, string>
  /** By the filters' names: `vpc-id`, `group-id`. */
  readonly fields: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Filters hold together; within one any value will do, and `*` and `?` stand for what they do in a shell. */
export function matching<Item extends Filtered>(items: readonly Item[], parameters: Structure): Item[] {
  const filters = structuresIn(parameters, 'Filter')
  return items.filter((item) =>
    filters.every((filter) => {
      const values = valuesOf(item, textIn(filter, 'Name') ?? '')
      const wanted = textsIn(filter, 'Value').map(pattern)
      return values.some((value) => wanted.some((each) => each.test(value)))
    }),
  )
}

function valuesOf({ tags, fields }: Filtered, name: string): readonly string[] {
  if (name === 'tag-key') return [...tags.keys()]
  if (name.startsWith('tag:')) return [tags.get(name.slice(4))].flatMap((value) => value ?? [])
  if (!(name in fields)) throw new Error(`this endpoint does not know the filter ${name}`)
  const value = fields[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

const pattern = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  )

export const tagSet = (tags: ReadonlyMap<string, string>) => [...tags].map(([key, value]) => ({ key, value }))
