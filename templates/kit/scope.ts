import type { Parameter, ValueOf } from './parameters.ts'
import type { ResourceTypes } from './resources.gen.ts'
import type { Outputs, Template } from './template.ts'
import {
  attribute,
  type Condition,
  conditional,
  type Dynamic,
  reference,
  select,
  substitute,
  type Text,
} from './values.ts'

export type ResourceType = keyof ResourceTypes
export type Resources = { readonly [id: string]: ResourceType }
export type Parameters = { readonly [name: string]: Parameter }
export type Conditions = { readonly [name: string]: Condition }
export type Children = { readonly [id: string]: Template<Parameters, Outputs> }
type Keys<T> = Extract<keyof T, string>

type Pseudo = 'AccountId' | 'NoValue' | 'Partition' | 'Region' | 'StackId' | 'StackName' | 'URLSuffix'
type PseudoParameter = `AWS::${Pseudo}`

/** The `${names}` in a Fn::Sub text, less the `${!literal}` ones. */
type Names<S extends string> = S extends `${string}\${${infer Name}}${infer Rest}`
  ? (Name extends `!${string}` ? never : Name) | Names<Rest>
  : never
type Attributes<R extends Resources> = {
  [Id in Keys<R>]: `${Id}.${ResourceTypes[R[Id]]['Attribute']}`
}[Keys<R>]
type Undeclared<S extends string, Known> = Exclude<Names<S>, Known>

type Referred<R extends Resources, P extends Parameters, Name> =
  Name extends Keys<P> ? ValueOf<P[Name]> : Name extends Keys<R> ? Dynamic<R[Name]> : Dynamic<'text'>

/** What a template declares: every name that the rest of it may use, checked by the compiler from here on. */
export interface Declaration<
  R extends Resources,
  P extends Parameters,
  C extends Conditions,
  Ch extends Children,
> {
  readonly resources: R
  readonly parameters: P
  readonly conditions: C
  readonly children: Ch
}

/** References into one template. Each names something declared, or does not compile. */
export interface Scope<R extends Resources, P extends Parameters, C extends Conditions, Ch extends Children> {
  readonly declared: Declaration<R, P, C, Ch>
  ref<Name extends Keys<R> | Keys<P> | PseudoParameter>(name: Name): Referred<R, P, Name>
  att<Id extends Keys<R>, Name extends ResourceTypes[R[Id]]['Attribute']>(
    id: Id,
    name: Name,
  ): Dynamic<`${R[Id]}.${Name}`>
  /** `Fn::Sub`: every `${name}` in the text is declared here or given in `variables`. */
  sub<const S extends string, V extends { [name: string]: unknown } = Record<never, never>>(
    text: [Undeclared<S, Keys<R> | Keys<P> | PseudoParameter | Attributes<R> | keyof V>] extends [never]
      ? S
      : `unknown name: ${Undeclared<S, Keys<R> | Keys<P> | PseudoParameter | Attributes<R> | keyof V>}`,
    variables?: V,
  ): Dynamic<'text'>
  /** `Fn::If`; without `no` the value is absent when the condition does not hold. */
  when<const T, const N = T>(condition: Keys<C>, yes: T, no?: N): T | N
  /**
   * `value`, computed only when the resource exists, where `condition` says that it is made: a DependsOn must
   * not name a conditional resource (cfn-lint E3005).
   */
  after<const T extends Text>(condition: Keys<C>, id: Keys<R>, value: T): T
  /** An output of a nested stack. */
  output<Id extends Keys<Ch>, Name extends Keys<OutputsOf<Ch[Id]>>>(
    id: Id,
    name: Name,
  ): OutputsOf<Ch[Id]>[Name]['Value']
}
export type OutputsOf<T> = T extends Template<infer _P, infer O> ? O : never

/**
 * Declares the names of a template: logical ids with their types, parameters, conditions and nested stacks.
 *
 * @param declaration `conditions` is a function of `ref` so that conditions can name parameters
 */
export function scope<
  const R extends Resources = Record<never, never>,
  const P extends Parameters = Record<never, never>,
  const C extends Conditions = Record<never, never>,
  const Ch extends Children = Record<never, never>,
>(declaration: {
  parameters?: P
  conditions?: (
    names: Pick<Scope<Record<never, never>, NoInfer<P>, Record<never, never>, Record<never, never>>, 'ref'>,
  ) => C
  resources?: R
  children?: Ch
}): Scope<R, P, C, Ch> {
  const ref = (name: string) => reference(name)
  const names = {
    ref,
    att: attribute,
    sub: (text: string, variables?: object) => substitute(text, variables),
    when: (condition: string, yes: unknown, no?: unknown) =>
      conditional(condition, yes, no === undefined ? reference('AWS::NoValue') : no),
    after: (condition: string, id: string, value: string) =>
      conditional(condition, select(0, [value, reference(id)] as never), value),
    output: (id: string, name: string) => attribute(id, `Outputs.${name}`),
    declared: {
      resources: declaration.resources ?? {},
      parameters: declaration.parameters ?? {},
      conditions: declaration.conditions?.({ ref } as never) ?? {},
      children: declaration.children ?? {},
    },
  }
  return names as unknown as Scope<R, P, C, Ch>
}
