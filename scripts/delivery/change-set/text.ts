import { type Look, type Paint, plain } from '../../command/paint.ts'
import { oneLine } from '../../command/visible.ts'
import type { Action } from './action.ts'
import { type DiffLine, jsonDiff } from './line-diff.ts'
import type { PropertyChange } from './properties.ts'
import { countsOf, hasChanges, type Resource, type Tree } from './tree.ts'
import { pairText, valueText } from './values.ts'

interface Saying {
  readonly mark: string
  readonly look: Look
  /** Said loudly beside a resource. */
  readonly label: string
  /** What it is called at the end; the service's everyday ones are counted even where there is none. */
  readonly counted: string
  readonly isAlwaysCounted: boolean
}

const saying = (
  mark: string,
  look: Look,
  label: string,
  counted: string,
  isAlwaysCounted = false,
): Saying => ({
  mark,
  look,
  label,
  counted,
  isAlwaysCounted,
})

const SAYINGS: Readonly<Record<Action, Saying>> = {
  add: saying('+', 'good', '', 'to add', true),
  modify: saying('~', 'warning', '', 'to change', true),
  replace: saying('±', 'bad', 'REPLACED', 'to replace', true),
  'maybe-replace': saying('±', 'bad', 'PERHAPS REPLACED', 'perhaps to replace'),
  delete: saying('-', 'bad', 'DELETED', 'to delete', true),
  retain: saying('-', 'warning', 'leaves the stack, stays in the account', 'to leave behind'),
  import: saying('+', 'good', 'imported: it is there already', 'to import'),
  unknown: saying('?', 'bad', 'CloudFormation cannot tell what becomes of it', 'that cannot be told'),
}

/** A change set for people, with what it comes to in the last line. */
export function treeText(tree: Tree, paint: Paint = plain, columns = 110): string {
  const lines = [
    paint('bold', oneLine(tree.stackName)),
    ...(hasChanges(tree) ? [] : ['  no resource changes']),
    ...stackLines(tree, paint, columns, '  '),
    ...(tree.unchanged > 0 ? [paint('dim', `  ${nestedStacks(tree.unchanged)} unchanged`)] : []),
    '',
    countsText(tree),
  ]
  return `${lines.join('\n')}\n`
}

/** `3 to add, 1 to change, 1 to replace, 0 to delete`. */
export function countsText(tree: Tree): string {
  const counts = countsOf(tree)
  return (Object.keys(SAYINGS) as Action[])
    .map((action) => ({ count: counts.get(action) ?? 0, ...SAYINGS[action] }))
    .filter(({ count, isAlwaysCounted }) => count > 0 || isAlwaysCounted)
    .map(({ count, counted }) => `${count} ${counted}`)
    .join(', ')
}

const nestedStacks = (count: number): string => `${count} nested stack${count === 1 ? '' : 's'}`

const stackLines = ({ resources }: Tree, paint: Paint, columns: number, indent: string): string[] =>
  resources.flatMap((resource) => [
    resourceLine(resource, paint, indent),
    ...propertyLines(resource, paint, columns, `${indent}    `),
    ...(resource.nested ? stackLines(resource.nested, paint, columns, `${indent}  `) : []),
  ])

function resourceLine(resource: Resource, paint: Paint, indent: string): string {
  const { mark, look, label } = SAYINGS[resource.action]
  const note = noteOf(resource)
  const loud = [label, note].filter((text) => text !== '').join(', ')
  const name = `${oneLine(resource.logicalId)}  ${paint('dim', oneLine(resource.type))}`
  return `${indent}${paint(look, mark)} ${name}${loud === '' ? '' : `  ${paint(look, loud)}`}`
}

function noteOf({ action, policy, type, nested, physicalId }: Resource): string {
  if (action === 'delete' && type === 'AWS::CloudFormation::Stack' && !nested) return 'with all that is in it'
  if (policy === 'Snapshot' || policy === 'ReplaceAndSnapshot') return 'after a snapshot of it'
  if (policy === 'ReplaceAndRetain') return 'the old one stays in the account'
  return action === 'delete' || action === 'retain' ? oneLine(physicalId ?? '') : ''
}

/** A nested stack's own properties are its parameters, which show in what changes inside it. */
function propertyLines(resource: Resource, paint: Paint, columns: number, indent: string): string[] {
  const { action, properties, nested } = resource
  if (nested || action === 'add' || action === 'delete' || action === 'retain' || action === 'import')
    return []
  return properties.flatMap((property) => oneProperty(property, paint, columns, indent))
}

function oneProperty(property: PropertyChange, paint: Paint, columns: number, indent: string): string[] {
  const { before, after } = property
  const path = oneLine(property.path)
  const suffix = `${becauseOf(property, paint)}${forcing(property, paint)}`
  const diff = before !== undefined && after !== undefined ? jsonDiff(before, after) : undefined
  if (diff)
    return [`${indent}${path}${suffix}`, ...diff.map((line) => diffLine(line, paint, columns, indent))]
  const width = Math.max(12, Math.floor((columns - indent.length - path.length - 6) / 2))
  return [`${indent}${path}  ${values(property, width)}${suffix}`]
}

function values({ before, after, isTold }: PropertyChange, width: number): string {
  if (!isTold) return '(values not told)'
  if (before === undefined) return `+ ${valueText(after ?? '', 2 * width)}`
  if (after === undefined) return `- ${valueText(before, 2 * width)}`
  return pairText(before, after, width).join(' → ')
}

const becauseOf = ({ causes }: PropertyChange, paint: Paint): string =>
  causes.length === 0 ? '' : paint('dim', `  by ${causes.map(oneLine).join(', ')}`)

function forcing({ replaces }: PropertyChange, paint: Paint): string {
  if (replaces === 'never') return ''
  return paint('bad', replaces === 'always' ? '  forces the replacement' : '  may force a replacement')
}

function diffLine({ mark, text }: DiffLine, paint: Paint, columns: number, indent: string): string {
  const line = `${indent}  ${mark} ${text.match(/^ */)?.[0] ?? ''}${valueText(text.trim(), columns - indent.length - 4)}`
  if (mark === '…') return paint('dim', `${indent}  …`)
  return mark === ' ' ? paint('dim', line) : paint(mark === '+' ? 'good' : 'bad', line)
}
