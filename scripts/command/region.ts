import type { Account } from '../access/gates/index.ts'
import type { Unmodelled } from '../access/model/index.ts'
import { PLACE, partitionOf } from '../template/place.ts'
import type { Region } from '../template/region.ts'
import { resolveConcrete } from '../template/resolve.ts'
import { openStacks, type Stacks } from '../template/stacks.ts'
import type { TextValue } from '../template/value.ts'
import { readParameters } from './parameters.ts'

/** Where the nested templates are uploaded changes nothing about who may call. */
const PLACEHOLDERS: Readonly<Record<string, string>> = { TemplateBucketName: 'any-bucket' }

/** The templates as they would be deployed with these values of their parameters. */
export function openRegion(templates: readonly string[], given: readonly string[]) {
  const values = readParameters(given)
  for (const [name, value] of Object.entries(PLACE)) if (!values.has(name)) values.set(name, value)
  const stacks = templates.length > 0 ? openStacks(templates, values) : openStacks(undefined, values)
  const region: Region = resolveConcrete(stacks, placeholders(stacks, values))
  const problems = stacks.problems.map(({ why, at }): Unmodelled => ({ what: why, at, touches: 'anything' }))
  return {
    region,
    problems,
    account: accountOf(values),
    corporate: parameterOf('CorporateCidr', stacks, values)?.text,
    vpcCidr: parameterOf(
      isDeclared('ExistingVpcCidr', stacks) ? 'ExistingVpcCidr' : 'VpcCidr',
      stacks,
      values,
    ),
  }
}

/** The same templates for the proof: each parameter has the value given or its default, and so there is one world. */
export function openConcrete(templates: readonly string[], given: readonly string[]): Stacks {
  const values = new Map<string, string>([...Object.entries(PLACE), ...readParameters(given)])
  const bare = openStacks(templates)
  const defaults = bare.roots.flatMap(({ template }) =>
    [...template.parameters.values()].flatMap(({ name, default: value }): [string, string][] =>
      value === undefined ? [] : [[`${template.name}:${name}`, value]],
    ),
  )
  return openStacks(templates, new Map([...defaults, ...placeholders(bare, values), ...values]))
}

function accountOf(values: ReadonlyMap<string, string>): Account {
  const region = values.get('AWS::Region') ?? PLACE['AWS::Region']
  const partition = values.get('AWS::Partition') ?? partitionOf(region)
  return { partition, region, account: values.get('AWS::AccountId') ?? PLACE['AWS::AccountId'] }
}

function placeholders({ roots }: Stacks, values: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    roots.flatMap(({ template }) =>
      Object.entries(PLACEHOLDERS).filter(([name]) => template.parameters.has(name) && !values.has(name)),
    ),
  )
}

const isDeclared = (name: string, { roots }: Stacks): boolean =>
  roots.some(({ template }) => template.parameters.has(name))

/** The value of a parameter that our templates call so, given or its default; undefined for none. */
function parameterOf(
  name: string,
  { roots }: Stacks,
  values: ReadonlyMap<string, string>,
): TextValue | undefined {
  const given = [...values].find(([full]) => full === name || full.endsWith(`:${name}`))?.[1]
  const declared = roots.flatMap(({ template }) => template.parameters.get(name) ?? [])
  const text = given ?? declared.map((one) => one.default).find(Boolean)
  const [at] = declared.map((one) => one.at)
  return text && at ? { kind: 'text', text, at } : undefined
}
