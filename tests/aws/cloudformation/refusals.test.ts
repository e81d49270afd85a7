import type { Aws } from '../clients.ts'
import { changeSet, deploy, main, UPDATE, uploadChildren } from '../deploying.ts'
import { flat } from '../flat-template.ts'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock })
  await uploadChildren(aws)
})
afterEach(() => aws.stop())

const REFUSED: readonly (readonly [what: string, input: object, name: string, message: string])[] = [
  [
    'a parameter without a value',
    { Parameters: [] },
    'ValidationError',
    'Parameters: [Name] must have values',
  ],
  [
    'a parameter that is none',
    flat({ Other: 'x' }),
    'ValidationError',
    'Parameters: [Other] do not exist in the template',
  ],
  [
    'a value that is not allowed',
    flat({ Kind: 'c' }),
    'ValidationError',
    "Parameter 'Kind' must be one of AllowedValues",
  ],
  [
    'a value of another pattern',
    flat({ Name: '1' }),
    'ValidationError',
    'Parameter Name failed to satisfy constraint: small letters',
  ],
  [
    'a number that is too great',
    flat({ Days: '31' }),
    'ValidationError',
    "Parameter 'Days' must be a number not greater than 30",
  ],
  ['what a rule forbids', flat({ Kind: 'b', Name: 'b' }), 'ValidationError', 'Kind and Name are not both b'],
  ['an update of nothing', { ChangeSetType: 'UPDATE' }, 'ValidationError', 'Stack [demo] does not exist'],
  [
    'options that exclude each other',
    { DeploymentConfig: { Mode: 'EXPRESS' }, OnStackFailure: 'DELETE' },
    'ValidationError',
    'cannot be specified together',
  ],
  ['a template that is none', { TemplateBody: 'Resources: [' }, 'ValidationError', 'Template format error'],
  [
    'a name that is none',
    { StackName: '1' },
    'ValidationError',
    "Value '1' at 'stackName' failed to satisfy constraint",
  ],
  [
    'IAM that nobody acknowledged',
    { ...main(), Capabilities: [] },
    'InsufficientCapabilitiesException',
    'Requires capabilities : [CAPABILITY_IAM]',
  ],
]
test.each(REFUSED)('refused: %s', async (_what, input, name, message) => {
  await expect(changeSet(aws, clock, { ...flat(), ...input })).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  })
  expect(aws.cloudformation.stacks).toEqual([])
})

test('refused: creating what is there, updating what cannot be', async () => {
  await deploy(aws, clock, flat())
  await expect(changeSet(aws, clock, { ...flat(), ChangeSetName: 'x' })).rejects.toMatchObject({
    name: 'AlreadyExistsException',
    message: 'Stack [demo] already exists and cannot be created again with the changeSet [x].',
  })
  aws.cloudformation.script = { failures: [{ at: 'Vpc', on: 'create', reason: 'no' }] }
  const failed = await deploy(aws, clock, { ...flat(), StackName: 'other' })
  expect(failed?.StackStatus).toBe('ROLLBACK_COMPLETE')
  await expect(changeSet(aws, clock, { ...flat(), ...UPDATE, StackName: 'other' })).rejects.toThrow(
    `Stack:${failed?.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
  )
})
