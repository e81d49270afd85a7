import { UserError } from '../command/user-error.ts'
import { givenKey } from './given.ts'
import { openList } from './open-list.ts'
import { idPrefix, isList, isLookup, itemType, type Parameter } from './parameter.ts'
import type { Scope } from './scope.ts'
import { splitText } from './split-text.ts'
import type { Stack, Stacks } from './stacks.ts'
import type { SymbolKind } from './symbols.ts'
import type { Declaration } from './template.ts'
import { entriesOf, type Node } from './tree.ts'
import { list, type Place, placeText, text, unknown, type Value } from './value.ts'

/** `main:VpcCidr`; without a colon for a single template. */
export const parameterName = (stacks: Stacks, stack: Stack, name: string): string =>
  stacks.all.length > 1 ? `${stack.template.name}:${name}` : name

/** What a Ref to a parameter gives. */
export function parameterValue(name: string, scope: Scope): Value | undefined {
  const { stack, evaluation } = scope
  const parameter = stack.template.parameters.get(name)
  if (!parameter) throw new Error(`no parameter ${name}`)
  return stack.parent
    ? passedValue(parameter, scope, stack.parent)
    : rootValue(parameter, scope, evaluation.stacks)
}

/** What the resource of a nested stack passes to a parameter of it, as written. */
export const passedTo = ({ properties }: Declaration, parameter: string): Node | undefined =>
  entriesOf(entriesOf(properties).get('Parameters')).get(parameter)

/** A nested stack's parameter: what its parent passes, or its default. */
function passedValue(parameter: Parameter, scope: Scope, parent: NonNullable<Stack['parent']>): Value {
  const { stack, declaration } = parent
  const above = scope.evaluation.scope(stack)
  const passed = passedTo(declaration, parameter.name)
  const value = passed ? above.resolve(passed) : undefined
  const name = `${scope.stack.prefix}${parameter.name}`
  if (value?.kind === 'unknown' || value?.kind === 'map') return value
  if (value?.kind === 'list') {
    return isList(parameter.type) ? value : textValue(parameter, joined(value.items), value.at, name, scope)
  }
  const content = value ? written(value) : parameter.default
  if (content !== undefined) return textValue(parameter, content, value?.at ?? parameter.at, name, scope)
  return unknown(
    declaration.at,
    `the parameter ${parameter.name} of ${declaration.logicalId}, which gets no value`,
  )
}

function rootValue(parameter: Parameter, scope: Scope, stacks: Stacks): Value {
  const { stack, evaluation } = scope
  const name = parameterName(stacks, stack, parameter.name)
  const given = evaluation.valueOf(givenKey(stack.template, parameter.name)) ?? evaluation.valueOf(name)
  const content =
    given ?? (evaluation.names.concrete ? (parameter.default ?? plausible(parameter, scope)) : undefined)
  return content === undefined
    ? symbolValue(parameter, name, parameter.at, scope)
    : textValue(parameter, content, parameter.at, name, scope)
}

function textValue(parameter: Parameter, content: string, at: Place, name: string, scope: Scope): Value {
  // The value is only the name of a parameter in Systems Manager; what that holds is not known.
  if (isLookup(parameter.type)) return symbolValue(parameter, name, at, scope)
  if (!isList(parameter.type)) return text(at, content)
  if (content === '') return list(at, [])
  const items = splitText(content, ',', scope.evaluation.names.symbols)
  if (items) {
    return list(
      at,
      items.map((item) => text(at, item.trim())),
    )
  }
  const shown = scope.evaluation.names.symbols.show(content).replace(/^‹(.*)›$/, '$1')
  return openList(at, {
    name: shown,
    prefix: idPrefix(parameter),
    item: { kind: 'derived' },
    joined: content,
  })
}

function symbolValue(parameter: Parameter, name: string, at: Place, scope: Scope): Value {
  const { names } = scope.evaluation
  const what: SymbolKind = {
    kind: 'parameter',
    type: parameter.type,
    ...(parameter.pattern !== undefined && { pattern: parameter.pattern }),
    ...(parameter.default !== undefined && { default: parameter.default }),
  }
  const prefix = idPrefix(parameter)
  if (!isList(parameter.type)) return text(at, names.of({ name, what, at }, prefix))
  const item: SymbolKind = { kind: 'parameter', type: itemType(parameter.type) }
  return openList(at, { name, prefix, item, joined: names.of({ name, what, at }) })
}

/** A value for a parameter that has none, where its type or pattern says what it looks like. */
function plausible(parameter: Parameter, scope: Scope): string | undefined {
  const { names } = scope.evaluation
  const { type, at, name } = parameter
  if (isLookup(type)) return undefined
  const prefix = idPrefix(parameter)
  const made = (index: number) => {
    const what: SymbolKind = { kind: 'parameter', type }
    return names.of({ name: `${scope.stack.prefix}${name}[${index}]`, what }, prefix)
  }
  if (prefix) return isList(type) ? [made(0), made(1)].join(',') : made(0)
  throw new UserError(
    `${placeText(at)}: the parameter ${name} has no default, and no value was given`,
    `Give ${name} a value.`,
  )
}

const joined = (items: readonly Value[]): string => items.map((item) => written(item) ?? '').join(',')

function written(value: Value): string | undefined {
  if (value.kind === 'text') return value.text
  if (value.kind === 'number') return String(value.number)
  return value.kind === 'flag' ? String(value.flag) : undefined
}
