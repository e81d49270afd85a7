import { ID_PREFIXES } from '../../template/id-prefixes.ts'
import { concrete, type Names } from '../../template/names.ts'
import type { Region, Resource } from '../../template/region.ts'

/** The id of a resource, as the texts of its region hold it. */
export function idOf(region: Region, { address, type, at, properties }: Resource): string {
  const named = type === 'AWS::Lambda::Function' ? properties.entries.get('FunctionName') : undefined
  if (named?.kind === 'text') return named.text
  return nameIn(region, { name: address, what: { kind: 'id', type }, at }, ID_PREFIXES[type])
}

/** An attribute of a resource that is not its id, as the texts of its region hold it. */
export function attributeOf(region: Region, { address, type, at }: Resource, attribute: string): string {
  const what = { kind: 'attribute', type, attribute } as const
  return nameIn(region, { name: `${address}.${attribute}`, what, at }, ID_PREFIXES[`${type}.${attribute}`])
}

/** The texts of a region hold symbols, or else the values that stand for them where all is concrete. */
function nameIn({ symbols }: Region, info: Parameters<Names['of']>[0], prefix = ''): string {
  const isConcrete = symbols.info(FIRST_SYMBOL) === undefined
  return isConcrete ? concrete().of(info, prefix) : prefix + symbols.character(info)
}

const FIRST_SYMBOL = '\ue000'
