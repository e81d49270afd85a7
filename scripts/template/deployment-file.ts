import { UserError } from '../command/user-error.ts'
import { parametersIn } from './parameters-written.ts'
import { readTree } from './read.ts'
import { tagsIn } from './tags.ts'
import { entriesOf, type MapNode, type Node, textOf } from './tree.ts'
import { type Place, placeText } from './value.ts'

/** What a stack is to be made of. */
export interface DeploymentFile {
  /** As written: from the folder that commands run in, which is the repository's root for Git sync. */
  readonly template: string | undefined
  readonly parameters: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, string>
}

const TEMPLATE = 'template-file-path'
/** Git sync writes them small, CodePipeline and the AWS CLI large. */
const PARAMETERS = ['parameters', 'Parameters']
const TAGS = ['tags', 'Tags']

/**
 * A deployment file of CloudFormation (`template-file-path`, `parameters`, `tags`), a template configuration of
 * CodePipeline (`Parameters`, `Tags`), or the parameters alone, as a map or as create-stack takes them. YAML or JSON.
 */
export function readDeploymentFile(path: string): DeploymentFile {
  const root = readTree(path, 'a file of parameters')
  if (!isDeployment(root)) return { template: undefined, parameters: parametersIn(root), tags: new Map() }
  refuseOthers(root)
  const template = root.entries.get(TEMPLATE)
  if (template && textOf(template) === undefined)
    throw new UserError(`${placeText(template.at)}: ${TEMPLATE} is no text`, 'Write the path of a template.')
  const [parameters, tags] = [section(root, PARAMETERS), section(root, TAGS)]
  return {
    template: textOf(template),
    parameters: parameters ? parametersIn(parameters) : new Map(),
    tags: tags ? tagsIn(tags) : new Map(),
  }
}

/** A parameter can be called Tags, but has no map for its value; none has dashes in its name. */
function isDeployment(root: Node): root is MapNode {
  const isSection = (name: string) => ['map', 'list'].includes(entriesOf(root).get(name)?.kind ?? '')
  return entriesOf(root).has(TEMPLATE) || [...PARAMETERS, ...TAGS].some(isSection)
}

/** What is passed over would be missed only after the deployment. */
function refuseOthers(root: MapNode): void {
  for (const key of root.entries.keys())
    if (key !== TEMPLATE && !PARAMETERS.includes(key) && !TAGS.includes(key))
      throw new UserError(
        `${placeText(placeOf(root, key))}: ${key} is not read`,
        `A deployment file has ${TEMPLATE}, parameters and tags.`,
      )
}

function section(root: MapNode, names: readonly string[]): Node | undefined {
  const [first, second] = names.filter((name) => root.entries.has(name))
  if (first !== undefined && second !== undefined)
    throw new UserError(
      `${placeText(placeOf(root, second))}: ${second} beside ${first}`,
      'Keep one of the two.',
    )
  return first === undefined ? undefined : root.entries.get(first)
}

const placeOf = (root: MapNode, key: string): Place => root.keys.get(key) ?? root.at
