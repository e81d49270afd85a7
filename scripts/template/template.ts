import { UserError } from '../command/user-error.ts'
import { type Parameter, toParameter } from './parameter.ts'
import { entriesOf, itemsOf, type MapNode, type Node, textOf } from './tree.ts'
import { type Place, placeText } from './value.ts'

/** A template by its sections. */
export interface Template {
  readonly file: string
  /** The file's base name without its extensions: `main`. */
  readonly name: string
  readonly transform: Node | undefined
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly mappings: ReadonlyMap<string, Node>
  readonly conditions: ReadonlyMap<string, Node>
  readonly rules: ReadonlyMap<string, Node>
  readonly resources: ReadonlyMap<string, Declaration>
  readonly outputs: ReadonlyMap<string, Output>
  /** `Fn::ForEach` and the like beside resources: they make more that is not listed here. */
  readonly loops: readonly Place[]
}

/** A resource as written. */
export interface Declaration {
  readonly logicalId: string
  readonly type: string
  readonly condition: string | undefined
  readonly properties: Node | undefined
  readonly metadata: Node | undefined
  readonly dependsOn: readonly string[]
  readonly at: Place
}

export interface Output {
  readonly value: Node
  readonly condition: string | undefined
  readonly exportName: Node | undefined
  readonly at: Place
}

/** Divides a template into its sections. */
export function toTemplate(root: Node, file: string): Template {
  if (root.kind !== 'map') throw notATemplate(file, root.at.line, 'the template is not a map')
  const sections = new Map(
    ['Parameters', 'Mappings', 'Conditions', 'Rules', 'Outputs'].map((name) => [name, section(root, name)]),
  )
  const resources = section(root, 'Resources')
  if (!resources) throw notATemplate(file, root.at.line, 'the template has no Resources')
  const parameters = new Map<string, Parameter>()
  const declaredAt = sections.get('Parameters')?.keys
  for (const [name, node] of entriesOf(sections.get('Parameters')))
    parameters.set(name, toParameter(name, node, declaredAt?.get(name) ?? node.at))
  const declared = new Map<string, Declaration>()
  const loops: Place[] = []
  for (const [logicalId, node] of resources.entries) {
    const at = resources.keys.get(logicalId) ?? node.at
    if (logicalId.startsWith('Fn::')) loops.push(at)
    else declared.set(logicalId, toDeclaration(logicalId, node, at))
    const twin = parameters.get(logicalId)
    if (twin) {
      throw new UserError(
        `${placeText(at)}: ${logicalId} is the name of a parameter as well (line ${twin.at.line})`,
        'Give one of them another name: a Ref could mean either.',
      )
    }
  }
  const outputs = new Map<string, Output>()
  for (const [name, node] of entriesOf(sections.get('Outputs'))) {
    if (name.startsWith('Fn::')) loops.push(node.at)
    else outputs.set(name, toOutput(node))
  }
  return {
    file,
    name: (file.split('/').at(-1) ?? file).replace(/(?<=.)(?:\.(?:ya?ml|json|template|packaged))+$/, ''),
    transform: root.entries.get('Transform'),
    parameters,
    mappings: entriesOf(sections.get('Mappings')),
    conditions: entriesOf(sections.get('Conditions')),
    rules: entriesOf(sections.get('Rules')),
    resources: declared,
    outputs,
    loops,
  }
}

function section(root: MapNode, name: string): MapNode | undefined {
  const node = root.entries.get(name)
  if (!node || node.kind === 'map') return node
  const at = root.keys.get(name) ?? node.at
  // `Resources: {Fn::Transform: …}`: all of it comes from elsewhere.
  if (node.kind === 'call')
    return { kind: 'map', entries: new Map([[node.name, node]]), keys: new Map(), at, literal: false }
  throw new UserError(
    `${placeText(at)}: ${name} is not a map`,
    `Write names and what they mean under ${name}, or remove it.`,
  )
}

function toDeclaration(logicalId: string, node: Node, at: Place): Declaration {
  const entries = entriesOf(node)
  const type = textOf(entries.get('Type'))
  if (type === undefined) {
    throw new UserError(
      `${placeText(at)}: the resource ${logicalId} has no Type`,
      'Add its type, such as AWS::EC2::VPC.',
    )
  }
  const dependsOn = entries.get('DependsOn')
  return {
    logicalId,
    type,
    condition: textOf(entries.get('Condition')),
    properties: entries.get('Properties'),
    metadata: entries.get('Metadata'),
    dependsOn: [dependsOn, ...itemsOf(dependsOn)].flatMap((each) => textOf(each) ?? []),
    at,
  }
}

function toOutput(node: Node): Output {
  const entries = entriesOf(node)
  const value = entries.get('Value')
  if (!value)
    throw new UserError(`${placeText(node.at)}: an output without Value`, 'Add its Value, or remove it.')
  return {
    value,
    condition: textOf(entries.get('Condition')),
    exportName: entriesOf(entries.get('Export')).get('Name'),
    at: value.at,
  }
}

const notATemplate = (file: string, line: number, what: string): UserError =>
  new UserError(`${file}:${line}: ${what}`, 'Name a CloudFormation template, YAML or JSON.')
