import { ConditionIntrinsicFunction, IntrinsicFunction } from 'cloudform-types/types/dataTypes.js'
import * as Fn from 'cloudform-types/types/functions.js'

declare const identifies: unique symbol
declare const lists: unique symbol

/**
 * A value that CloudFormation computes while it deploys.
 *
 * `Kind` is what the value identifies: `'AWS::EC2::VPC'` for a Ref to one, `'AWS::EC2::VPC.CidrBlock'` for an
 * attribute, `'text'` for everything that names no resource.
 */
export interface Dynamic<Kind extends string = string> {
  readonly [identifies]: Kind
}

/** The same for a list. */
export interface DynamicList<Kind extends string = string> {
  readonly [lists]: Kind
}

export type Text = string | Dynamic
/** A text that identifies one of `Kind`; a text that names no resource (a parameter, a Sub) may as well. */
export type Identifier<Kind extends string> = string | Dynamic<Kind | 'text'>
/** One of the values of an enumeration, or a parameter that holds one. */
export type Choice<Value extends string> = Value | Dynamic<'text'>
export type Numeric = number | Dynamic
export type Flag = boolean | Dynamic<'text'>
export type List<Item> = readonly Item[] | DynamicList<KindOf<Item> | 'text'>
export type Json = { readonly [key: string]: unknown } | Dynamic<'text'>
export interface Tag {
  Key: string
  Value: Text
}
type KindOf<Item> = Item extends Dynamic<infer Kind> ? Kind : 'text'

/** An expression for a template's Conditions section. */
export interface Condition {
  readonly [identifies]: 'condition'
}

/** Makes an intrinsic that cloudform's Fn lacks, or writes otherwise than we need it. */
const intrinsic = (name: string, payload: unknown): unknown => new IntrinsicFunction(name, payload)
const text = (fn: unknown) => fn as Dynamic<'text'>

export const reference = (id: string): unknown => Fn.Ref(id)
export const attribute = (id: string, name: string): unknown => Fn.GetAtt(id, name)
export const conditional = (condition: string, yes: unknown, no: unknown): unknown =>
  new ConditionIntrinsicFunction('Fn::If', [condition, yes, no])
/** `Fn::Sub`; cloudform's own always writes the list form, with a null where there are no variables. */
export const substitute = (template: string, variables?: object) =>
  text(intrinsic('Fn::Sub', variables ? [template, variables] : template))

export const join = (separator: string, parts: readonly Text[] | DynamicList) =>
  text(Fn.Join(separator, parts as string[]))
export const split = (separator: string, value: Text) =>
  Fn.Split(separator, value as string) as unknown as DynamicList<'text'>
export const select = <Kind extends string>(index: number, list: DynamicList<Kind>) =>
  Fn.Select(index, list as unknown as string[]) as unknown as Dynamic<Kind>
export const availabilityZones = () => Fn.GetAZs('') as unknown as DynamicList<'text'>
/** The first `count` blocks of `2 ** hostBits` addresses each in `block`. */
export const cidrBlocks = (block: Text, count: number, hostBits: number) =>
  intrinsic('Fn::Cidr', [block, count, hostBits]) as DynamicList<'text'>
export const find = (mapping: string, top: Text, second: string) =>
  text(Fn.FindInMap(mapping, top as string, second))

export const equals = (left: Text, right: Text) =>
  Fn.Equals(left as string, right as string) as unknown as Condition
export const not = (condition: Condition) => intrinsic('Fn::Not', [condition]) as Condition
export const and = (...conditions: readonly [Condition, Condition, ...Condition[]]) =>
  intrinsic('Fn::And', conditions) as Condition
