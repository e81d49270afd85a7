import { readFileSync } from 'node:fs'
import {
  type Change,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { type Aws, clients } from './clients.ts'
import type { virtualClock } from './virtual-clock.ts'

export const CHILDREN = [
  'unsecure-public-api',
  'secure-private-api-vpc',
  'secure-private-api',
  'api-consumer',
]
export const BUCKET = 'artifacts-111122223333'

/** Uploads the nested templates of dist/, edited where a test says so. */
export async function uploadChildren(
  aws: Aws,
  edit: (name: string, body: string) => string = (_, body) => body,
) {
  const { s3 } = clients(aws)
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  for (const name of CHILDREN) {
    const body = edit(name, readFileSync(`dist/${name}.yaml`, 'utf8'))
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `p/${name}.yaml`, Body: body }))
  }
}

export const main = (
  edit: (body: string) => string = (body) => body,
): Partial<CreateChangeSetCommandInput> => ({
  TemplateBody: edit(readFileSync('dist/main.yaml', 'utf8')),
  Parameters: [
    { ParameterKey: 'TemplateBucketName', ParameterValue: BUCKET },
    { ParameterKey: 'TemplateKeyPrefix', ParameterValue: 'p/' },
  ],
})

/** Makes a change set and moves the clock on until it is made, whatever came of it. */
export async function changeSet(
  aws: Aws,
  clock: ReturnType<typeof virtualClock>,
  input: Partial<CreateChangeSetCommandInput> = {},
) {
  const { cloudformation } = clients(aws)
  const { Id } = await cloudformation.send(
    new CreateChangeSetCommand({
      StackName: 'demo',
      ChangeSetName: 'first',
      ChangeSetType: 'CREATE',
      Capabilities: ['CAPABILITY_IAM'],
      IncludeNestedStacks: true,
      ...main(),
      ...input,
    }),
  )
  clock.move(60_000)
  return cloudformation.send(new DescribeChangeSetCommand({ ChangeSetName: Id, IncludePropertyValues: true }))
}

/** The same, executes it, and moves the clock on until all is done. */
export async function deploy(
  aws: Aws,
  clock: ReturnType<typeof virtualClock>,
  input: Partial<CreateChangeSetCommandInput> = {},
  execute: { readonly DisableRollback?: boolean } = {},
) {
  const { cloudformation } = clients(aws)
  const { ChangeSetId, StackId } = await changeSet(aws, clock, input)
  await cloudformation.send(
    new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId, ClientRequestToken: 'token', ...execute }),
  )
  clock.move(3_600_000)
  return stack(aws, StackId ?? '')
}

export async function stack(aws: Aws, name = 'demo') {
  const { cloudformation } = clients(aws)
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }))
  return Stacks?.[0]
}

/** All events of a stack, the oldest first. */
export async function events(aws: Aws, name = 'demo'): Promise<StackEvent[]> {
  const { cloudformation } = clients(aws)
  const all: StackEvent[] = []
  for await (const { StackEvents } of paginateDescribeStackEvents(
    { client: cloudformation },
    { StackName: name },
  ))
    all.push(...(StackEvents ?? []))
  return all.reverse()
}

/** `Api CREATE_COMPLETE` and, where there is one, the reason. */
export const lines = (events: readonly StackEvent[]): string[] =>
  events.map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
    [LogicalResourceId, ResourceStatus, ResourceStatusReason].filter(Boolean).join(' '),
  )

export const UPDATE = { ChangeSetName: 'update', ChangeSetType: 'UPDATE' } as const

/** Of each change what it does to what: `Modify Api True`. */
export const shape = (changes: readonly Change[] | undefined) =>
  changes?.map(({ ResourceChange: change }) =>
    [change?.Action, change?.LogicalResourceId, change?.Replacement, change?.PolicyAction]
      .filter(Boolean)
      .join(' '),
  )
