import { createHash } from 'node:crypto'
import type { Names } from '../../../../scripts/template/names.ts'
import { Symbols } from '../../../../scripts/template/symbols.ts'

/**
 * What stands for values that only deployment knows: physical ids as the stacks have them, attributes made of them.
 *
 * @param ids physical ids by address
 * @param given attributes by `address.Attribute`
 */
export function physicalNames(
  ids: ReadonlyMap<string, string>,
  given: Readonly<Record<string, string>>,
): Names {
  return {
    symbols: new Symbols(),
    concrete: true,
    of({ name, what }, prefix = '') {
      const isId = what.kind === 'id' || (what.kind === 'attribute' && what.attribute === 'Ref')
      const id = isId ? ids.get(name) : undefined
      if (id !== undefined) return id
      const own = given[name]
      if (own !== undefined) return own
      // An attribute follows its resource: another physical id, another value.
      const digest = createHash('sha256')
        .update(`${name} ${ownerOf(name, ids)}`)
        .digest('hex')
      if (what.kind === 'attribute' && what.attribute === 'PrivateIp')
        return `10.${Number.parseInt(digest.slice(0, 2), 16)}.${Number.parseInt(digest.slice(2, 4), 16)}.10`
      if (prefix) return `${prefix}0${digest.slice(0, 16)}`
      return BigInt(`0x${digest}`).toString(36).slice(0, 10)
    },
  }
}

const ownerOf = (name: string, ids: ReadonlyMap<string, string>): string =>
  ids.get(name.replace(/\.[^/]*$/, '')) ?? ''
