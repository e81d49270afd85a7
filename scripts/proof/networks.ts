import { givenKey } from '../template/given.ts'
import { parameterName } from '../template/parameter-value.ts'
import type { Region } from '../template/region.ts'
import type { Stacks } from '../template/stacks.ts'
import type { TextValue } from '../template/value.ts'

/** Parameters that say from where one may call; a template says so by no other means. */
const CORPORATE = 'CorporateCidr'
const VPC = ['ExistingVpcCidr', 'VpcCidr']

/** The corporate network: the parameter CorporateCidr of a root, unless it is empty. */
export const corporateBlock = (stacks: Stacks, region: Region): TextValue | undefined =>
  blocks(stacks, region, [CORPORATE])[0]

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
