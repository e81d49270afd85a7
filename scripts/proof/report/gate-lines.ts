import { readApis, readNetwork, Undecided } from '../../access/model/index.ts'
import { UnreadablePolicy } from '../../access/policy/document.ts'
import type { Region } from '../../template/region.ts'
import { resolve } from '../../template/resolve.ts'
import type { Stacks } from '../../template/stacks.ts'
import { worlds } from '../../template/worlds.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { relevant } from '../relevance.ts'
import { requestsOf } from '../request/acceptance.ts'
import { printable } from './printable.ts'
import type { Evidence } from './report.ts'

/** A statement or rule that stands between callers and an API. */
export interface GateLine extends Evidence {
  readonly api: string
  /** Whose it is: `resource policy of SecurePrivateApi/Api (authorization NONE)`. */
  readonly gate: string
  readonly effect: 'allows' | 'denies'
}

/** Every statement and rule that is there for some value of the parameters, each line of a template once. */
export function gateLines(stacks: Stacks): GateLine[] {
  const all = worlds(stacks, relevant).flatMap((world) => linesOf(resolve(stacks, world)))
  return [
    ...new Map(
      all.map((one) => [`${one.api} ${one.effect} ${one.text} ${one.file}:${one.line}`, one]),
    ).values(),
  ]
}

function linesOf(region: Region): GateLine[] {
  const network = readNetwork(region)
  return readApis(region).apis.flatMap((api) =>
    unlessUnsupported(() => {
      const { gates, routes } = requestsOf(region, network, api)
      // Methods are no rules: they say what there is, not who may have it.
      const ruled = gates.filter(({ parts }) => parts !== routes.methods)
      return ruled.flatMap(({ name, parts }) =>
        parts.map(({ effect, text, at }) => ({
          api: printable(api.address),
          gate: printable(region.symbols.show(name)),
          effect,
          text: printable(region.symbols.show(text)),
          file: at.file,
          line: at.line,
        })),
      )
    }),
  )
}

/** What cannot be put into formulas is UNKNOWN in the results, with its reason. */
function unlessUnsupported(work: () => GateLine[]): GateLine[] {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unsupported || error instanceof UnreadablePolicy || error instanceof Undecided)
      return []
    throw error
  }
}
