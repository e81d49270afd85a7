import { Denied } from './refusals.ts'

/** What a look-up gives; where IAM does not allow it, the refusal, so that the rest can still be looked at. */
export async function unlessDenied<T>(look: () => Promise<T>): Promise<T | Denied> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof Denied) return error
    throw error
  }
}

/** What a line says in place of what could not be looked at. */
export const uncheckable = ({ action }: Denied): string => `cannot be checked: needs ${action}`
