import type { ChildStack } from './children.ts'
import { childStacks } from './children.ts'
import { pinDeployments } from './deployment.ts'
import { classes, type ResourceTypes, taggable } from './resources.gen.ts'
import type { Children, Conditions, Parameters, Resources, ResourceType, Scope } from './scope.ts'
import { type Json, reference, type Tag, type Text } from './values.ts'

type Keys<T> = Extract<keyof T, string>
type OnRemoval = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot'

/** What may stand beside a resource's properties. */
export interface Attributes<Id extends string, C extends string> {
  DependsOn?: Id | readonly Id[]
  Condition?: C
  Metadata?: Json
  DeletionPolicy?: OnRemoval
  UpdateReplacePolicy?: OnRemoval
}
type Body<T extends ResourceType, Id extends string, C extends string> = Attributes<Id, C> &
  (Record<never, never> extends ResourceTypes[T]['Properties']
    ? { Properties?: ResourceTypes[T]['Properties'] }
    : { Properties: ResourceTypes[T]['Properties'] })
/** A body for each declared resource. */
export type Bodies<R extends Resources, Id extends string, C extends string> = {
  [K in keyof R]: Body<R[K], Exclude<Id, K>, C>
}

export interface Output<Value extends Text = Text, C extends string = string> {
  Description: string
  Value: Value
  Condition?: C
}
export type Outputs = { readonly [name: string]: Output }

/** A finished template; `Parameters` and `Outputs` are what a parent must give and may use. */
export interface Template<P extends Parameters, O extends Outputs> {
  /** File name in dist/, without `.yaml`; the module of that name in templates/ makes it. */
  readonly name: string
  readonly parameters: P
  readonly outputs: O
  /** The CloudFormation template as plain objects. */
  readonly body: CloudFormation
}
export interface CloudFormation {
  AWSTemplateFormatVersion: '2010-09-09'
  Description: string
  Metadata: object
  Parameters: object
  Rules?: object
  Mappings?: object
  Conditions?: object
  Resources: { [id: string]: ResourceObject }
  Outputs: object
}
export interface ResourceObject {
  Type: string
  DependsOn?: string | string[]
  Properties: { [name: string]: unknown }
}

interface Contents<
  R extends Resources,
  P extends Parameters,
  C extends Conditions,
  Ch extends Children,
  O extends Outputs,
> {
  name: string
  description: string
  /** The console's groups of parameters, in order. */
  groups: { [label: string]: readonly Keys<P>[] }
  rules?: object
  mappings?: object
  resources: Bodies<R, Keys<R> | Keys<Ch>, Keys<C>>
  children?: { [Id in keyof Ch]: ChildStack<Ch[Id], Exclude<Keys<R> | Keys<Ch>, Id>, Keys<C>> }
  outputs: O & { [Name in keyof O]: Output<Text, Keys<C>> }
}

/**
 * Assembles a template from a scope and the bodies of all that it declares. Adds the tags, the nested stacks,
 * and to each API's Deployment a name that changes with what it deploys.
 */
export function template<
  R extends Resources,
  P extends Parameters,
  C extends Conditions,
  Ch extends Children,
  const O extends Outputs,
>(scope: Scope<R, P, C, Ch>, contents: Contents<R, P, C, Ch, O>): Template<P, O> {
  const { declared } = scope
  const groups = Object.entries(contents.groups)
  const bodies = Object.entries<Attributes<string, string> & { Properties?: object }>(contents.resources)
  const body: CloudFormation = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: contents.description,
    Metadata: {
      'AWS::CloudFormation::Interface': {
        ParameterGroups: groups.map(([label, names]) => ({ Label: { default: label }, Parameters: names })),
      },
    },
    Parameters: declared.parameters,
    ...(contents.rules && { Rules: contents.rules }),
    ...(contents.mappings && { Mappings: contents.mappings }),
    ...(Object.keys(declared.conditions).length > 0 && { Conditions: declared.conditions }),
    Resources: {
      ...Object.fromEntries(
        bodies.map(([id, b]) => [id, resource(declared.resources[id] as ResourceType, b)]),
      ),
      ...Object.fromEntries(
        childStacks(declared.children, contents.children ?? {}).map(([id, b]) => [
          id,
          resource('AWS::CloudFormation::Stack', b),
        ]),
      ),
    },
    Outputs: contents.outputs,
  }
  const plain: CloudFormation = JSON.parse(JSON.stringify(body))
  return {
    name: contents.name,
    parameters: declared.parameters,
    outputs: contents.outputs,
    body: pinDeployments(plain),
  }
}

/** A resource of cloudform's class for the type, or a plain one where cloudform lacks the type. */
function resource(type: ResourceType, { Properties, ...attributes }: { Properties?: object }) {
  const properties = taggable.has(type) ? withTags(Properties ?? {}) : (Properties ?? {})
  const Class: new (properties: never) => object = (classes as never)[type]
  const object = Class ? new Class(properties as never) : { Type: type, Properties: properties }
  return Object.assign(object, attributes) as unknown as ResourceObject
}

/** Every template has a `Project` parameter; tags that the user gives to the stack come on top by themselves. */
function withTags(properties: { Tags?: readonly Tag[] }) {
  const common = { Project: reference('Project'), Stack: reference('AWS::StackName') }
  const tags = Object.entries(common).map(([Key, Value]) => ({ Key, Value }))
  return { ...properties, Tags: [...(properties.Tags ?? []), ...tags] }
}
