import { NumberParameter, StringParameter } from 'cloudform-types/types/parameter.js'
import type { Dynamic, DynamicList } from './values.ts'

declare const value: unique symbol
declare const optional: unique symbol

/** A template's parameter: what a Ref to it yields, and whether a caller may leave it out. */
export interface Parameter<Value = unknown, Optional extends boolean = boolean> {
  readonly [value]: Value
  readonly [optional]: Optional
}
export type ValueOf<P extends Parameter> = P extends Parameter<infer Value> ? Value : never
export type IsOptional<P extends Parameter> = P extends Parameter<unknown, infer Optional> ? Optional : never

interface TextOptions {
  Description: string
  Default?: string
  AllowedPattern?: string
  ConstraintDescription?: string
}
type HasDefault<O> = O extends { Default: unknown } ? true : false
type OfText<Kind extends string, O> = Parameter<Dynamic<Kind>, HasDefault<O>>

/** A pattern and what a person who misses it reads. An empty value is admitted where the default is empty. */
const matching = (pattern: string, description: string, options: TextOptions) => ({
  AllowedPattern: options.Default === '' ? `^$|^${pattern}$` : `^${pattern}$`,
  ConstraintDescription: options.Default === '' ? `${description}, or nothing` : description,
  ...options,
})

export const text = <const O extends TextOptions>(options: O) =>
  new StringParameter(options) as unknown as OfText<'text', O>

/** One of `values`; the first is the default. */
export const choice = (values: readonly [string, ...string[]], Description: string) =>
  new StringParameter({
    Description,
    AllowedValues: [...values],
    Default: values[0],
  }) as unknown as OfText<'text', { Default: string }>

export const number = (
  options: { Description: string; Default: number } & (
    | { MinValue: number; MaxValue: number }
    | { AllowedValues: number[] }
  ),
) => new NumberParameter(options) as unknown as OfText<'text', typeof options>

/** An IPv4 block whose prefix has between `shortest` and `longest` bits. */
export const cidr = <const O extends TextOptions>(shortest: number, longest: number, options: O) => {
  const prefixes = Array.from({ length: longest - shortest + 1 }, (_, i) => shortest + i).join('|')
  const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
  return new StringParameter(
    matching(
      `${octet}(\\.${octet}){3}/(${prefixes})`,
      `an IPv4 block from /${shortest} to /${longest}`,
      options,
    ),
  ) as unknown as OfText<'text', O>
}

/** CloudFormation's own parameter types, which the console shows as pick lists, where a value is required. */
const PICK_LIST = {
  'AWS::EC2::VPC': 'AWS::EC2::VPC::Id',
  'AWS::EC2::Subnet': 'AWS::EC2::Subnet::Id',
  'AWS::EC2::VPCEndpoint': undefined,
  'AWS::EC2::SecurityGroup': 'AWS::EC2::SecurityGroup::Id',
} as const
const PREFIX = {
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::VPCEndpoint': 'vpce',
  'AWS::EC2::SecurityGroup': 'sg',
} as const
type Identified = keyof typeof PICK_LIST

/** The id of a resource that exists. With `Default: ''` it may be left out (no pick list then: AWS has none). */
export const id = <Kind extends Identified, const O extends TextOptions>(kind: Kind, options: O) => {
  const prefix = PREFIX[kind]
  const checked = matching(`${prefix}-[0-9a-f]{8,17}`, `an id such as ${prefix}-0123456789abcdef0`, options)
  const type = options.Default === undefined ? PICK_LIST[kind] : undefined
  const parameter = new StringParameter(type ? options : checked)
  return Object.assign(parameter, type && { Type: type }) as unknown as OfText<Kind, O>
}

/** The ids of resources that exist. With `Default: ''` the list may be left out. */
export const ids = <Kind extends Identified, const O extends TextOptions>(kind: Kind, options: O) => {
  const type = options.Default === undefined ? `List<${PICK_LIST[kind]}>` : 'CommaDelimitedList'
  return Object.assign(new StringParameter(options), { Type: type }) as unknown as Parameter<
    DynamicList<Kind>,
    HasDefault<O>
  >
}

/** The image id that a public Systems Manager parameter holds. */
export const image = (options: { Description: string; Default: string }) =>
  Object.assign(new StringParameter(options), {
    Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
  }) as unknown as OfText<'text', { Default: string }>
