import {
  type ChangeSetSummary,
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListChangeSets,
  paginateListStackResources,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation'

/** A resource of a stack or of one that it nests. */
export interface Standing {
  /** Logical ids of the nested stacks on the way from the root. */
  readonly path: readonly string[]
  readonly logicalId: string
  readonly physicalId: string | undefined
  readonly type: string
  readonly status: string
}

/** `SecurePrivateApi › Api` */
export const pathOf = ({ path, logicalId }: Pick<Standing, 'path' | 'logicalId'>): string =>
  [...path, logicalId].join(' › ')

/**
 * The stack as it is, or undefined where there is none.
 *
 * @param name or its ARN, by which a deleted stack is found as well
 */
export async function describeStack(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }))
    return Stacks[0]
  } catch (error) {
    if (isNoStack(error)) return undefined
    throw error
  }
}

/** The service has no code of its own for it. */
export const isNoStack = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError' && / does not exist/.test(error.message)

/** The template as it was submitted. */
export async function templateOf(client: CloudFormationClient, name: string): Promise<string> {
  const { TemplateBody } = await client.send(
    new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }),
  )
  return TemplateBody ?? ''
}

/** Every resource, those of a nested stack after the resource that nests it; none that is deleted. */
export const resourcesOf = (client: CloudFormationClient, name: string): Promise<Standing[]> =>
  listed(client, name, [], ({ status }) => status !== 'DELETE_COMPLETE')

/** Deleted ones as well, of a deleted stack too: they are known for 90 days (API reference, ListStackResources). */
export const everyResourceOf = (client: CloudFormationClient, name: string): Promise<Standing[]> =>
  listed(client, name, [], () => true)

async function listed(
  client: CloudFormationClient,
  name: string,
  path: readonly string[],
  isWanted: (resource: Standing) => boolean,
): Promise<Standing[]> {
  const found: StackResourceSummary[] = []
  for await (const page of paginateListStackResources({ client }, { StackName: name }))
    found.push(...(page.StackResourceSummaries ?? []))
  const standing = found.map(async ({ LogicalResourceId: logicalId = '', ...resource }) => {
    const { PhysicalResourceId: physicalId, ResourceType: type = '', ResourceStatus: status = '' } = resource
    const own = { path, logicalId, physicalId, type, status }
    if (!isWanted(own)) return []
    if (type !== NESTED || !physicalId) return [own]
    // A nested stack may be gone although its resource stands still.
    const nested = listed(client, physicalId, [...path, logicalId], isWanted)
    return [own, ...(await nested.catch(noneIfGone))]
  })
  return (await Promise.all(standing)).flat()
}

export const NESTED = 'AWS::CloudFormation::Stack'

function noneIfGone(error: unknown): Standing[] {
  if (isNoStack(error)) return []
  throw error
}

/** What was executed stays on the list, and so does what can no longer be (API reference, ExecutionStatus). */
const WAITING = new Set(['AVAILABLE', 'UNAVAILABLE'])

/** Change sets that wait to be executed or are being made, whoever made them. */
export async function changeSetsOf(client: CloudFormationClient, name: string): Promise<ChangeSetSummary[]> {
  const found: ChangeSetSummary[] = []
  for await (const page of paginateListChangeSets({ client }, { StackName: name }))
    found.push(...(page.Summaries ?? []))
  return found.filter(({ ExecutionStatus }) => WAITING.has(ExecutionStatus ?? ''))
}
