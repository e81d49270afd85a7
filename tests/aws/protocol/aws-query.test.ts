import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeStacksCommand,
  ListStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation'
import { awsQuery } from './aws-query.ts'
import { ServiceError } from './service-error.ts'
import { stub } from './stub.ts'

let service: Awaited<ReturnType<typeof stub>>
let client: CloudFormationClient
beforeAll(async () => {
  service = await stub(awsQuery('http://cloudformation.amazonaws.com/doc/2010-05-15/'), 'cloudformation')
  client = new CloudFormationClient(service.configuration)
})
afterAll(() => service.stop())

const ANSWERS: readonly (readonly [what: string, written: Partial<Stack>])[] = [
  ['a text', { Description: 'plain' }],
  ['an empty text', { Description: '' }],
  ['what XML would take for its own', { Description: `<a href="x">'&amp;' & more</a>` }],
  ['lines, tabs and blanks at the ends', { Description: ' one\n\ttwo\r\nthree \r' }],
  ['letters beyond ASCII', { Description: 'Grüße, 世界 👋' }],
  ['a text that looks like a number', { Description: '007' }],
  ['a text that looks like a flag', { Description: 'true' }],
  ['a flag that is set', { EnableTerminationProtection: true }],
  ['a flag that is not', { EnableTerminationProtection: false }],
  ['a number', { TimeoutInMinutes: 90 }],
  ['zero', { TimeoutInMinutes: 0 }],
  ['a time with milliseconds', { CreationTime: new Date('2026-11-29T08:00:00.123Z') }],
  ['an empty list', { Tags: [] }],
  ['a list of one', { NotificationARNs: ['arn:aws:sns:us-east-1:111122223333:topic'] }],
  ['a list of many', { NotificationARNs: ['a', 'b', 'c'] }],
  [
    'a list of structures',
    {
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'b', Value: '2' },
      ],
    },
  ],
  ['a structure in a structure', { DriftInformation: { StackDriftStatus: 'NOT_CHECKED' } }],
  ['an empty structure', { RollbackConfiguration: {} }],
  ['a list in a structure', { RollbackConfiguration: { RollbackTriggers: [{ Arn: 'a', Type: 't' }] } }],
]

test.each(ANSWERS)('the SDK reads %s as it was written', async (_what, written) => {
  const stack = {
    StackName: 's',
    CreationTime: new Date(0),
    StackStatus: 'CREATE_COMPLETE',
    ...written,
  } as const
  service.answers({ Stacks: [stack] } as never)
  const { Stacks, $metadata } = await client.send(new DescribeStacksCommand({}))
  expect(Stacks).toEqual([stack])
  expect($metadata.requestId).toBe('request-1')
})

test('what is undefined is left out', async () => {
  service.answers({ Stacks: undefined, NextToken: undefined })
  const { Stacks, NextToken } = await client.send(new DescribeStacksCommand({}))
  expect([Stacks, NextToken]).toEqual([undefined, undefined])
})

test('a request comes as structures and lists, in the order they were given', async () => {
  service.answers({ Id: 'i', StackId: 's' })
  const Parameters = Array.from({ length: 11 }, (_, index) => ({
    ParameterKey: `k${index}`,
    ParameterValue: '',
  }))
  await client.send(
    new CreateChangeSetCommand({
      StackName: 'demo',
      ChangeSetName: 'c',
      Parameters,
      Capabilities: ['CAPABILITY_IAM'],
      IncludeNestedStacks: true,
      DeploymentConfig: { Mode: 'EXPRESS', DisableRollback: false },
      Tags: [],
    }),
  )
  expect(service.asked.at(-1)).toMatchObject({
    action: 'CreateChangeSet',
    parameters: {
      StackName: 'demo',
      Parameters,
      Capabilities: ['CAPABILITY_IAM'],
      IncludeNestedStacks: 'true',
      DeploymentConfig: { Mode: 'EXPRESS', DisableRollback: 'false' },
      Tags: '',
    },
  })
})

test('an error has its code, text, status and request', async () => {
  service.answers(new ServiceError('ValidationError', 'Stack [a & b] <is> "not" there'))
  await expect(client.send(new ListStacksCommand({}))).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack [a & b] <is> "not" there',
    $fault: 'client',
    $metadata: { httpStatusCode: 400, requestId: 'request-1' },
  })
})

test('an error that the model knows by another name comes as that class', async () => {
  service.answers(new ServiceError('ChangeSetNotFound', 'ChangeSet [c] does not exist', 404))
  const command = new DescribeStacksCommand({})
  await expect(client.send(command)).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' })
})
