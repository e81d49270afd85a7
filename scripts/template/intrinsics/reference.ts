import { attribute, refText } from '../attributes.ts'
import type { Scope } from '../scope.ts'
import { itemsOf, textOf } from '../tree.ts'
import { undecidedValue } from '../undecided.ts'
import { type Place, text, type UnknownValue, unknown, type Value } from '../value.ts'
import type { Truth } from '../world.ts'
import { asText, type Intrinsic } from './intrinsic.ts'

export const ref: Intrinsic = (argument, at, scope) => {
  const name = textOf(argument)
  return name === undefined ? unknown(at, 'Ref of what is no name') : refTo(name, at, scope)
}

/** What `!Ref name` and `${name}` stand for. */
export function refTo(name: string, at: Place, scope: Scope): Value | undefined {
  if (name === 'AWS::NoValue') return undefined
  if (name.startsWith('AWS::')) return pseudo(name, at, scope)
  const { template, prefix } = scope.stack
  if (template.parameters.has(name)) {
    const value = scope.parameter(name, at)
    return value && value.kind !== 'unknown' ? { ...value, at } : value
  }
  const declaration = template.resources.get(name)
  if (!declaration) return unknown(at, `${name}, which the template does not have`)
  scope.evaluation.references?.set(`${prefix}${name}`, at)
  return notMade(name, scope.makes(name), at) ?? refText(declaration, at, scope)
}

function pseudo(name: string, at: Place, scope: Scope): Value {
  const known = ['AccountId', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].includes(
    name.slice(5),
  )
  return known ? text(at, scope.pseudo(name)) : unknown(at, name)
}

export const getAtt: Intrinsic = (argument, at, scope) => {
  const [first, second] = itemsOf(argument)
  if (!first) {
    const path = textOf(argument) ?? ''
    const dot = path.indexOf('.')
    return dot > 0
      ? attributeOf(path.slice(0, dot), path.slice(dot + 1), at, scope)
      : unknown(at, 'Fn::GetAtt of no attribute')
  }
  const name = second && asText(scope.resolve(second), at, 'Fn::GetAtt')
  if (name?.kind === 'unknown') return name
  const logicalId = textOf(first)
  return logicalId && name
    ? attributeOf(logicalId, name.text, at, scope)
    : unknown(at, 'Fn::GetAtt of no attribute')
}

/** What `!GetAtt logicalId.name` and `${logicalId.name}` stand for. */
export function attributeOf(logicalId: string, name: string, at: Place, scope: Scope): Value {
  const { stack, evaluation } = scope
  const declaration = stack.template.resources.get(logicalId)
  if (!declaration) return unknown(at, `${logicalId}, which the template does not have`)
  evaluation.references?.set(`${stack.prefix}${logicalId}`, at)
  const missing = notMade(logicalId, scope.makes(logicalId), at)
  if (missing) return missing
  const child = stack.children.get(logicalId)
  if (!child || !name.startsWith('Outputs.')) return placed(attribute(declaration, name, at, scope), at)
  if ('kind' in child) return child
  return placed(evaluation.scope(child).output(name.slice('Outputs.'.length), at), at)
}

export const importValue: Intrinsic = (argument, at, scope) => {
  const name = asText(scope.resolve(argument), at, 'Fn::ImportValue')
  if (name.kind === 'unknown') return name
  const found = scope.evaluation.exported(name.text)
  if (found) return placed(scope.evaluation.scope(found.stack).output(found.output, at), at)
  return unknown(
    at,
    `the import ${scope.evaluation.names.symbols.show(name.text)}, which no given template exports`,
  )
}

/** A value at the place of the reference to it; an unknown stays where it arose. */
const placed = (value: Value, at: Place): Value => (value.kind === 'unknown' ? value : { ...value, at })

function notMade(logicalId: string, made: Truth, at: Place): UnknownValue | undefined {
  if (made === true) return undefined
  return made === false
    ? unknown(at, `${logicalId}, which is not made under these conditions`)
    : undecidedValue(made, at)
}
