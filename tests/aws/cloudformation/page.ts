import type { Structure } from '../protocol/data.ts'
import { textIn } from '../protocol/data.ts'
import { validationError } from './parameters.ts'

/** A page of a list. The token counts what is left, so that what is added at the front moves nothing. */
export function page<Item>(all: readonly Item[], size: number, parameters: Structure) {
  const token = textIn(parameters, 'NextToken')
  const left =
    token === undefined ? all.length : Number(Buffer.from(token, 'base64').toString().replace('left:', ''))
  if (!Number.isInteger(left) || left < 0 || left > all.length) throw validationError('NextToken is invalid')
  const start = all.length - left
  const rest = left - size
  return {
    items: all.slice(start, start + size),
    NextToken: rest > 0 ? Buffer.from(`left:${rest}`).toString('base64') : undefined,
  }
}
