import { UserError } from '../command/user-error.ts'
import { givenKey } from '../template/given.ts'
import { parameterName } from '../template/parameter-value.ts'
import type { Region } from '../template/region.ts'
import type { Stacks } from '../template/stacks.ts'
import type { Place, TextValue } from '../template/value.ts'
import { parseBlock } from './logic/address.ts'

/** The parameter that holds the corporate network, unless the person says otherwise: no template tells its role. */
export const CORPORATE = 'CorporateCidr'
/** Those that hold the block of a VPC which no template makes. */
const VPC = ['ExistingVpcCidr', 'VpcCidr']

/**
 * The corporate network; undefined where the parameter is empty, or there is none.
 *
 * @param corporate the name of a root's parameter, or a block
 */
export function corporateBlock(stacks: Stacks, region: Region, corporate: string): TextValue | undefined {
  if (parseBlock(corporate)) return { kind: 'text', text: corporate, at: ASKED }
  return blocks(stacks, region, [corporate])[0]
}

const ASKED: Place = { file: '--corporate', line: 1, column: 1 }

/** @throws UserError when what the person gave as the corporate network is neither a parameter nor a block */
export function checkCorporate({ roots }: Stacks, corporate: string): void {
  if (parseBlock(corporate) && !/:|\/0$/.test(corporate)) return
  if (roots.some(({ template }) => template.parameters.has(corporate))) return
  throw new UserError(
    `--corporate '${corporate}' is neither a parameter of the templates nor an IPv4 block other than 0.0.0.0/0.`,
    'Give the name of the parameter that holds the corporate network, or its block: 192.168.0.0/16',
  )
}

/** The block of a VPC that no template makes, where a parameter of a root names it. */
export const givenVpcBlocks = (stacks: Stacks, region: Region): TextValue[] => blocks(stacks, region, VPC)

function blocks(stacks: Stacks, region: Region, names: readonly string[]): TextValue[] {
  return stacks.roots.flatMap((root) =>
    names.flatMap((name): TextValue[] => {
      const parameter = root.template.parameters.get(name)
      if (!parameter) return []
      const full = parameterName(stacks, root, name)
      const chosen = region.choices.find((choice) => choice.parameter === full)?.value
      const text =
        stacks.given.get(givenKey(root.template, name)) ??
        chosen ??
        region.symbols.character({ name: full, what: { kind: 'parameter', type: 'String' } })
      return text === '' ? [] : [{ kind: 'text', text, at: parameter.at }]
    }),
  )
}
