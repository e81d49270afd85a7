import { givenKey } from './given.ts'
import { PLACE, partitionOf, suffixOf } from './place.ts'
import type { Scope } from './scope.ts'

/** What the reference interpreter runs with unless told otherwise. */
const CONCRETE: Readonly<Record<string, string>> = PLACE

/** The text of a pseudo parameter: given, following from the region given, or a symbol. */
export function pseudoText(name: string, scope: Scope): string {
  const { evaluation, stack } = scope
  const { names } = evaluation
  const ofStack = name.startsWith('AWS::Stack')
  const full = ofStack ? `${stack.prefix}${name}` : name
  const given =
    evaluation.valueOf(full) ??
    (stack.parent ? undefined : evaluation.valueOf(givenKey(stack.template, name)))
  if (given !== undefined) return given
  const region = evaluation.valueOf('AWS::Region') ?? (names.concrete ? CONCRETE['AWS::Region'] : undefined)
  if (region !== undefined && name === 'AWS::Partition') return partitionOf(region)
  if (region !== undefined && name === 'AWS::URLSuffix') return suffixOf(region)
  if (names.concrete) return CONCRETE[name] ?? concreteStack(name, scope)
  return names.of({ name: full, what: { kind: 'pseudo' } })
}

function concreteStack(name: string, scope: Scope): string {
  const { stack } = scope
  const { parent } = stack
  const stackName: string = parent
    ? `${scope.evaluation.scope(parent.stack).pseudo('AWS::StackName')}-${parent.declaration.logicalId}`
    : stack.template.name
  if (name !== 'AWS::StackId') return stackName
  const [partition, region, account] = ['Partition', 'Region', 'AccountId'].map((each) =>
    scope.pseudo(`AWS::${each}`),
  )
  return `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/0`
}
