import { Evaluation } from '../../../../scripts/template/evaluation.ts'
import { anyWorld } from '../../../../scripts/template/world.ts'
import { changesOf, isLive } from '../differences.ts'
import { addressOf, type Resource, rootOf, type Stack } from '../model.ts'
import type { State } from '../state.ts'
import { type Desired, desire } from './desired.ts'
import { physicalNames } from './names.ts'
import { nestedName, physicalId } from './physical-id.ts'
import { type Opened, reading } from './shelf.ts'
import { openTree, type Tree } from './tree.ts'

/** Replacements make new ids, which can make more replacements; templates need two or three rounds. */
const MOST_ROUNDS = 12

/**
 * What a template with these parameters makes of a root and all it nests. A physical id other than the present one
 * says that the resource will be replaced.
 */
export function plan(
  state: State,
  root: Stack,
  opened: Opened,
  parameters: ReadonlyMap<string, string>,
): Desired {
  const there = resourcesIn(state, root)
  const ids = new Map(
    [...there].flatMap(([address, { physicalId: id }]): [string, string][] => (id ? [[address, id]] : [])),
  )
  for (const stack of nestedIn(state, root)) ids.set(stack.address, stack.id)
  const fetched = new Map<string, Opened | string>()
  const fetch = (url: string) => {
    const found = fetched.get(url) ?? state.fetch(url)
    fetched.set(url, found)
    return found
  }
  return reading(() => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const names = physicalNames(ids, state.script.attributes ?? {})
      const pseudo = pseudoParameters(state, root, ids)
      const tree = openTree({ root: opened, parameters, pseudo, names, fetch })
      const added = addIds(state, root, tree, ids)
      const desired = desire(tree, ids, names)
      if (!replaceIds(state, root, desired, there, ids) && !added) return desired
    }
    throw new Error('replacements without end')
  })
}

const nestedIn = (state: State, root: Stack): Stack[] =>
  state.stacks.filter((each) => each.parent && rootOf(each) === root && each.status !== 'DELETE_COMPLETE')

function resourcesIn(state: State, root: Stack): Map<string, Resource> {
  const found = new Map<string, Resource>()
  for (const stack of [root, ...nestedIn(state, root)])
    for (const resource of stack.resources.values())
      if (isLive(resource)) found.set(addressOf(stack, resource.logicalId), resource)
  return found
}

function pseudoParameters(state: State, root: Stack, ids: ReadonlyMap<string, string>): Map<string, string> {
  const { region, account } = state.place
  const pseudo = new Map([
    ['AWS::Region', region],
    ['AWS::AccountId', account],
    ['AWS::StackName', root.name],
    ['AWS::StackId', root.id],
  ])
  for (const [address, id] of ids) {
    if (!id.includes(':cloudformation:')) continue
    pseudo.set(`${address}/AWS::StackName`, nameIn(id))
    pseudo.set(`${address}/AWS::StackId`, id)
  }
  return pseudo
}

const nameIn = (arn: string): string => arn.split('/')[1] ?? ''

/** Whether there were resources without an id. */
function addIds(state: State, root: Stack, tree: Tree, ids: Map<string, string>): boolean {
  let added = false
  for (const stack of tree.stacks.all) {
    const scope = new Evaluation(tree.stacks, anyWorld, physicalNames(ids, {})).scope(stack)
    const stackName = stack.parent ? nameIn(ids.get(stack.address) ?? '') : root.name
    for (const { logicalId, type } of stack.template.resources.values()) {
      const address = `${stack.prefix}${logicalId}`
      if (ids.has(address) || scope.makes(logicalId) !== true) continue
      ids.set(address, newId(state, stackName, logicalId, type))
      added = true
    }
  }
  return added
}

const newId = (state: State, stackName: string, logicalId: string, type: string): string =>
  type === 'AWS::CloudFormation::Stack'
    ? state.arn('stack', nestedName(stackName, logicalId, state.ids))
    : physicalId(stackName, logicalId, type, state.ids)

/** Whether there were resources to replace that still had their present id. */
function replaceIds(
  state: State,
  root: Stack,
  desired: Desired,
  there: ReadonlyMap<string, Resource>,
  ids: Map<string, string>,
): boolean {
  let replaced = false
  for (const { logicalId, type, physicalId: id, properties } of desired.resources) {
    const address = desired.address ? `${desired.address}/${logicalId}` : logicalId
    const current = there.get(address)
    if (current?.physicalId !== id || type === 'AWS::CloudFormation::Stack') continue
    const changes = changesOf(type, current.made.properties, properties)
    if (current.type === type && !changes.some((change) => change.replaces)) continue
    const stackName = desired.address ? nameIn(ids.get(desired.address) ?? '') : root.name
    ids.set(address, newId(state, stackName, logicalId, type))
    replaced = true
  }
  for (const child of desired.children.values())
    replaced = replaceIds(state, root, child, there, ids) || replaced
  return replaced
}
