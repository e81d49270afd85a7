import { attributeOf, idOf } from '../../../scripts/access/model/index.ts'
import { Evaluation } from '../../../scripts/template/evaluation.ts'
import { symbolic } from '../../../scripts/template/names.ts'
import type { Region, Resource } from '../../../scripts/template/region.ts'
import { Symbols } from '../../../scripts/template/symbols.ts'
import type { MapValue, Place, Value } from '../../../scripts/template/value.ts'
import { anyWorld } from '../../../scripts/template/world.ts'

/** A reference to the id of another resource, by its logical id. */
export const ref = (logicalId: string) => ({ $ref: logicalId })
/** A reference to an attribute of another resource. */
export const att = (logicalId: string, attribute: string) => ({ $att: [logicalId, attribute] as const })
/** A text made of parts. */
export const join = (...parts: unknown[]) => ({ $join: parts })

export interface Declared {
  readonly type: string
  readonly properties?: Record<string, unknown>
}

/** A region of these resources; each stands on a line of its own, counted from 1, and its properties with it. */
export function regionOf(resources: Record<string, Declared>): Region {
  const symbols = new Symbols()
  const bare = Object.entries(resources).map(([logicalId, { type }], index): Resource => {
    const at: Place = { file: 'test.yaml', line: index + 1, column: 1 }
    const properties: MapValue = { kind: 'map', entries: new Map(), at }
    return { address: logicalId, logicalId, stack: '', type, properties, dependsOn: [], at }
  })
  const stacks = { roots: [], all: [], given: new Map(), problems: [] }
  const evaluation = new Evaluation(stacks, anyWorld, symbolic())
  const region: Region = { choices: [], resources: bare, symbols, evaluation }
  const named = (logicalId: string): Resource => {
    const found = bare.find((one) => one.logicalId === logicalId)
    if (!found) throw new Error(`the test declares no ${logicalId}`)
    return found
  }
  const attributeText = (logicalId: string, attribute: string): string => {
    const id = idOf(region, named(logicalId))
    if (attribute === 'GroupId') return id
    if (attribute === 'Arn') return `arn:aws:lambda:us-east-1:111122223333:function:${id}`
    return attributeOf(region, named(logicalId), attribute)
  }
  const textOf = (json: unknown): string => {
    if (typeof json === 'string') return json
    const { $ref, $att, $join } = json as { $ref?: string; $att?: [string, string]; $join?: unknown[] }
    if ($ref) return idOf(region, named($ref))
    if ($att) return attributeText($att[0], $att[1])
    return ($join ?? []).map(textOf).join('')
  }
  const toValue = (json: unknown, at: Place): Value => {
    if (typeof json === 'number') return { kind: 'number', number: json, at }
    if (typeof json === 'boolean') return { kind: 'flag', flag: json, at }
    if (Array.isArray(json)) return { kind: 'list', items: json.map((item) => toValue(item, at)), at }
    if (
      typeof json === 'string' ||
      '$ref' in Object(json) ||
      '$att' in Object(json) ||
      '$join' in Object(json)
    )
      return { kind: 'text', text: textOf(json), at }
    if ('$unknown' in Object(json))
      return { kind: 'unknown', why: String((json as { $unknown: string }).$unknown), at }
    const entries = Object.entries(json as object).map(([key, item]): [string, Value] => [
      key,
      toValue(item, at),
    ])
    return { kind: 'map', entries: new Map(entries), at }
  }
  return {
    ...region,
    resources: bare.map((one) => ({
      ...one,
      properties: toValue(resources[one.logicalId]?.properties ?? {}, one.at) as MapValue,
    })),
  }
}
