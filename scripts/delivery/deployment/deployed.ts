import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation'
import { openStacks, type Stacks } from '../../template/stacks.ts'
import { withUrls } from '../artifacts/package.ts'
import { NESTED, resourcesOf, templateOf } from '../stack/read.ts'
import { isHidden } from './parameters.ts'

/**
 * The templates that a stack was deployed from, with the values it was given.
 *
 * @param body the stack's template as it was submitted
 * @param file the new root template: the old one is filed under the same name, by which parameters are told apart
 * @param place values of `AWS::Region` and the like
 * @param folder where the templates are put, private to this run
 */
export async function deployedStacks(
  client: CloudFormationClient,
  stack: Stack,
  body: string,
  file: string,
  place: ReadonlyMap<string, string>,
  folder: string,
): Promise<Stacks> {
  const resources = await resourcesOf(client, stack.StackName ?? '')
  const nested = resources.filter(({ type, physicalId }) => type === NESTED && physicalId)
  const bodies = [
    body,
    ...(await Promise.all(nested.map(({ physicalId = '' }) => templateOf(client, physicalId)))),
  ]
  const paths = [[], ...nested.map(({ path, logicalId }) => [...path, logicalId])]
  const fileOf = (path: readonly string[]) => (path.length === 0 ? basename(file) : `${path.join('.')}.yaml`)
  paths.forEach((path, index) => {
    const children = nested.filter((child) => child.path.join() === path.join())
    const urls = children.map(({ logicalId }) => [logicalId, fileOf([...path, logicalId])] as const)
    writeFileSync(join(folder, fileOf(path)), withUrls(bodies[index] ?? '', new Map(urls)))
  })
  const values = (stack.Parameters ?? []).flatMap(({ ParameterKey = '', ParameterValue = '' }) =>
    isHidden(ParameterValue) ? [] : [[ParameterKey, ParameterValue] as const],
  )
  return openStacks([join(folder, basename(file))], new Map([...place, ...values]))
}
