import type { IsOptional, Parameter, ValueOf } from './parameters.ts'
import type { Children, Parameters } from './scope.ts'
import type { Attributes, Outputs, Template } from './template.ts'
import { type Dynamic, substitute } from './values.ts'

/** What may be given for a parameter: a text, or a value of the same kind, or a text that names no resource. */
type Given<P extends Parameter> =
  ValueOf<P> extends Dynamic<infer Kind>
    ? string | number | Dynamic<Kind extends 'text' ? string : Kind | `${Kind}.${string}` | 'text'>
    : string | Dynamic<'text'>
type RequiredNames<P extends Parameters> = {
  [K in keyof P]: IsOptional<P[K]> extends true ? never : K
}[keyof P]

/** A nested stack: the parameters its template requires, those it admits, and no others. */
export type ChildStack<T, Id extends string, C extends string> =
  T extends Template<infer P, Outputs>
    ? Attributes<Id, C> & {
        parameters: { [K in RequiredNames<P>]: Given<P[K]> } & {
          [K in Exclude<keyof P, RequiredNames<P>>]?: Given<P[K]>
        }
      }
    : never

/** The resources that nest the children. Their templates lie in one bucket under one prefix (README, deploy). */
export function childStacks(
  children: Children,
  bodies: { [id: string]: { parameters: object } },
): [string, object][] {
  return Object.entries(bodies).map(([id, { parameters, ...attributes }]) => [
    id,
    {
      // A nested stack goes with its parent.
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      ...attributes,
      Properties: { TemplateURL: templateUrl(`${children[id]?.name}.yaml`), Parameters: parameters },
    },
  ])
}

/** The bucket is in the stack's own region: the regional address is the one form all partitions have. */
const templateUrl = (file: string) =>
  substitute(
    `https://\${TemplateBucketName}.s3.\${AWS::Region}.\${AWS::URLSuffix}/\${TemplateKeyPrefix}${file}`,
  )
