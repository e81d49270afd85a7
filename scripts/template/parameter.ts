import { UserError } from '../command/user-error.ts'
import { matches } from './pattern.ts'
import { entriesOf, itemsOf, type Node, textOf } from './tree.ts'
import { type Place, placeText } from './value.ts'

/** A parameter as declared. */
export interface Parameter {
  readonly name: string
  readonly type: string
  readonly default: string | undefined
  readonly allowed: readonly string[] | undefined
  readonly pattern: string | undefined
  readonly length: readonly [number, number]
  readonly range: readonly [number, number]
  readonly at: Place
}

export function toParameter(name: string, node: Node, at: Place): Parameter {
  const entries = entriesOf(node)
  const type = textOf(entries.get('Type'))
  if (type === undefined) {
    throw new UserError(
      `${placeText(at)}: the parameter ${name} has no Type`,
      'Add its type, such as String.',
    )
  }
  const bound = (key: string, otherwise: number) => Number(textOf(entries.get(key)) ?? otherwise)
  const allowed = entries.get('AllowedValues')
  return {
    name,
    type,
    default: plainText(entries.get('Default')),
    allowed: allowed && itemsOf(allowed).flatMap((each) => plainText(each) ?? []),
    pattern: textOf(entries.get('AllowedPattern')),
    length: [bound('MinLength', 0), bound('MaxLength', Number.POSITIVE_INFINITY)],
    range: [bound('MinValue', Number.NEGATIVE_INFINITY), bound('MaxValue', Number.POSITIVE_INFINITY)],
    at,
  }
}

const plainText = (node: Node | undefined): string | undefined =>
  node?.kind === 'flag' ? String(node.flag) : textOf(node)

/** The ids that EC2 types and the usual patterns stand for, by their prefix. */
const ID_TYPES: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC::Id': 'vpc-',
  'AWS::EC2::Subnet::Id': 'subnet-',
  'AWS::EC2::SecurityGroup::Id': 'sg-',
  'AWS::EC2::Image::Id': 'ami-',
  'AWS::EC2::Instance::Id': 'i-',
}
const ID_PATTERN = /^\(?\^?(?:\$\|)?\^?\(?(vpce|vpc|subnet|sg|rtb|acl|i|igw)-[[(\\.]/
const LIST = /^List<(.+)>$/
const SSM = /^AWS::SSM::Parameter::Value<(.+)>$/

/** `vpce-` and the like where every value but an empty one is such an id. */
export function idPrefix({ type, pattern }: Pick<Parameter, 'type' | 'pattern'>): string {
  // A comma outside {8,17} is one between ids: such a text is several.
  const found = pattern && !/,(?!\d*\})/.test(pattern) ? ID_PATTERN.exec(pattern)?.[1] : undefined
  return ID_TYPES[itemType(type)] ?? (found ? `${found}-` : '')
}

/** Whether a Ref to it is a list. */
export function isList(type: string): boolean {
  const inner = SSM.exec(type)?.[1] ?? type
  return inner === 'CommaDelimitedList' || LIST.test(inner)
}

/** Whether its value is only the name of where the value lies. */
export const isLookup = (type: string): boolean => SSM.test(type)

/** The type of one item: `AWS::EC2::Subnet::Id`. */
export function itemType(type: string): string {
  const inner = SSM.exec(type)?.[1] ?? type
  return LIST.exec(inner)?.[1] ?? inner
}

/** Why a parameter does not take a value, or undefined when it does. */
export function refusal(parameter: Parameter, value: string): string | undefined {
  const { type, allowed, pattern, length, range } = parameter
  const items = isList(type) && !isLookup(type) ? value.split(',').map((item) => item.trim()) : [value]
  const one = itemType(type)
  const prefix = isLookup(type) ? undefined : ID_TYPES[one]
  for (const item of items) {
    if (allowed && !allowed.includes(item)) return `it is none of ${allowed.join(', ')}`
    if (one === 'Number' && (item === '' || Number.isNaN(Number(item)))) return 'it is not a number'
    if (one === 'Number' && (Number(item) < range[0] || Number(item) > range[1]))
      return `it is not between ${range.join(' and ')}`
    if (prefix && !matches(`${prefix}[0-9a-f]{8,17}`, item))
      return `it is no id such as ${prefix}0123456789abcdef0`
  }
  if (one !== 'Number' && (value.length < length[0] || value.length > length[1])) {
    return `its length is not between ${length.join(' and ')}`
  }
  if (pattern !== undefined && !matches(pattern, value)) return `it does not match ${pattern}`
  return undefined
}

/** All values a parameter takes, where its declaration lists them: AllowedValues, or a pattern such as `^(a|b)$`. */
export function finiteValues(parameter: Parameter): readonly string[] | undefined {
  if (isList(parameter.type) || isLookup(parameter.type)) return undefined
  const listed = parameter.allowed ?? literals(parameter.pattern)
  return listed?.filter((value) => refusal(parameter, value) === undefined)
}

function literals(pattern: string | undefined): string[] | undefined {
  const inner = pattern?.replace(/^\^?\(?(?:\?:)?/, '').replace(/\)?\$?$/, '')
  const branches = inner?.split('|').map((branch) => branch.replace(/^\^/, '').replace(/\$$/, ''))
  return branches?.every((branch) => /^[\w -]*$/.test(branch)) ? branches : undefined
}
