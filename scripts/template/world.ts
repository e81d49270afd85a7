import type { Choice } from './region.ts'
import type { Place } from './value.ts'

/** One choice of the parameters that conditions depend on. */
export interface World {
  /** In the order of the templates; parameters that nothing relevant depends on are not among them. */
  readonly choices: readonly Choice[]
  /** For each parameter chosen to be "any other": the values it is known not to have. */
  readonly except: ReadonlyMap<string, ReadonlySet<string>>
}

/** The world that assumes nothing: conditions on parameters without a value stay open. */
export const anyWorld: World = { choices: [], except: new Map() }

/** Whether a condition holds; an object when the world leaves it open. */
export type Truth = boolean | Undecided

export interface Undecided {
  readonly why: string
  readonly at: Place
  /** The comparison that would decide it. */
  readonly split?: { readonly parameter: string; readonly literal: string }
}

/** `Authorization=AWS_IAM, CorporateCidr=(any other)`, for people. */
export const worldText = ({ choices }: Pick<World, 'choices'>): string =>
  choices
    .map(({ parameter, value }) => `${parameter}=${value === undefined ? '(any other)' : value || '""'}`)
    .join(', ')

export function not(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : truth
}

/** True when all are; one that is false decides even beside an open one. */
export function all(truths: Iterable<Truth>): Truth {
  let open: Undecided | undefined
  for (const truth of truths) {
    if (truth === false) return false
    if (truth !== true && !open?.split) open = open && !truth.split ? open : truth
  }
  return open ?? true
}

/** True when any is. */
export function any(truths: Iterable<Truth>): Truth {
  const none = all([...truths].map(not))
  return not(none)
}
