import { readFileSync } from 'node:fs'
import {
  CreateChangeSetCommand,
  DeleteStackCommand,
  ListChangeSetsCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation'
import { main as deploy } from '../../../scripts/deploy.ts'
import { main as plan } from '../../../scripts/plan.ts'
import type { Failure } from '../../aws/cloudformation/script.ts'
import { type Desk, openDesk } from './desk.ts'
import { small } from './small.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const template = (): string => small()
const run = (...args: string[]) => deploy(['--stack', 'demo', '--template', template(), ...args], desk.edge)
const failing = (...failures: Failure[]) => {
  desk.aws.cloudformation.script = { failures }
}
/** Has CloudFormation keep what has failed as it is, as somebody with another tool asked for it. */
const keepFailed = () => {
  desk.aws.faults.before = ({ action }) => {
    if (action !== 'ExecuteChangeSet') return
    for (const changeSet of desk.aws.cloudformation.changeSets)
      Object.assign(changeSet, { disableRollback: true })
    desk.aws.faults.before = undefined
  }
}
const FLAT = 'Resources: { Topic: { Type: AWS::SNS::Topic } }'

/** Somebody else's change set for the stack. */
const othersChangeSet = async (type: 'CREATE' | 'UPDATE') => {
  await desk.others().cloudformation.send(
    new CreateChangeSetCommand({
      StackName: 'demo',
      ChangeSetName: 'theirs',
      ChangeSetType: type,
      TemplateBody: FLAT,
    }),
  )
  desk.clock.move(60_000)
}
const changeSets = async () => {
  const { Summaries = [] } = await desk
    .others()
    .cloudformation.send(new ListChangeSetsCommand({ StackName: 'demo' }))
  return Summaries.map(({ ChangeSetName }) => ChangeSetName)
}

describe('REVIEW_IN_PROGRESS', () => {
  test('is made in; a change set of somebody else is told', async () => {
    await othersChangeSet('CREATE')
    expect(await run('--yes')).toBe(0)
    expect(desk.text()).toContain(
      'another change set is here (CREATE_COMPLETE) and stays, unless one is executed: theirs\n',
    )
    expect(await desk.stack()).toMatchObject({ StackStatus: 'CREATE_COMPLETE' })
  })

  test('No leaves what somebody else has there', async () => {
    await othersChangeSet('CREATE')
    desk.answer((question) => (question.startsWith('Make') ? 'y' : 'n'))
    expect(await run()).toBe(1)
    expect(await changeSets()).toEqual(['theirs'])
  })

  test('a plan leaves it as well, and of its own nothing', async () => {
    await othersChangeSet('CREATE')
    expect(await plan(['--stack', 'demo', '--template', template(), '--yes'], desk.edge)).toBe(0)
    expect(await changeSets()).toEqual(['theirs'])
    await desk.stack()
    expect(
      desk.aws.cloudformation.stacks.filter(({ status, parent }) => parent && status !== 'DELETE_COMPLETE'),
    ).toEqual([])
  })
})

describe('ROLLBACK_COMPLETE', () => {
  beforeEach(async () => {
    failing({ at: 'Queue', on: 'create', reason: 'no queue today' })
    expect(await run('--yes')).toBe(1)
    expect(await desk.stack()).toMatchObject({
      StackStatus: 'ROLLBACK_COMPLETE',
      EnableTerminationProtection: true,
    })
    failing()
    desk.forget()
  })

  test('is deleted and made anew, since nothing is left in it', async () => {
    expect(await run('--yes')).toBe(0)
    expect(desk.text()).toContain('demo is ROLLBACK_COMPLETE: it was never made, and can only be deleted\n')
    expect(await desk.stack()).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      EnableTerminationProtection: true,
    })
  })

  test('is asked about', async () => {
    desk.answer(() => 'n')
    expect(await run()).toBe(1)
    expect(desk.asked).toEqual([
      'Nothing is left in it. Delete the stack (which lifts its termination protection) and make it anew? [y/N] ',
    ])
    expect(desk.aws.calls.count('cloudformation:DeleteStack')).toBe(0)
  })

  test('a plan only says what deploy would do', async () => {
    await expect(plan(['--stack', 'demo', '--template', template(), '--yes'], desk.edge)).rejects.toThrow(
      'demo is ROLLBACK_COMPLETE: nothing can be planned for it as it is.\nnpm run deploy lists what is left of it, asks, deletes it and makes it anew.',
    )
    expect(desk.aws.calls.all.map(({ action }) => action)).toEqual(['DescribeStacks'])
  })
})

describe('CREATE_FAILED, with what was made still there', () => {
  beforeEach(async () => {
    failing({ at: 'Queue', on: 'create', reason: 'no queue today', after: 60_000 })
    keepFailed()
    expect(await run('--yes')).toBe(1)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'CREATE_FAILED' })
    failing()
    desk.forget()
  })

  test('--yes does not delete what is protected', async () => {
    await expect(run('--yes')).rejects.toThrow(
      /resources are left in it\. Delete the stack .*\n--unprotect gives it beforehand\./,
    )
    expect(desk.text()).toMatch(/^ {2}Inner › Topic {2}AWS::SNS::Topic {2}CREATE_COMPLETE /m)
    expect(desk.aws.calls.count('cloudformation:DeleteStack')).toBe(0)
  })

  test('--unprotect does', async () => {
    expect(await run('--yes', '--unprotect')).toBe(0)
    expect(await desk.stack()).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      EnableTerminationProtection: true,
    })
  })
})

test('ROLLBACK_FAILED is asked about like a creation that failed', async () => {
  failing(
    { at: 'Queue', on: 'create', reason: 'no queue today', after: 60_000 },
    { at: 'Inner/Topic', on: 'delete', reason: 'in use', times: 1 },
  )
  expect(await run('--yes')).toBe(1)
  expect(await desk.stack()).toMatchObject({ StackStatus: 'ROLLBACK_FAILED' })
  failing()
  desk.answer((question) => (question.includes('Delete the stack') ? 'y' : 'y'))
  expect(await run()).toBe(0)
  expect(desk.asked[0]).toMatch(/^\d+ resources are left in it\. Delete the stack/)
})

describe('UPDATE_ROLLBACK_FAILED', () => {
  beforeEach(async () => {
    await run('--yes')
    failing(
      { at: 'Inner/Topic', on: 'rollback', reason: 'stuck', times: 1 },
      { at: 'Queue', on: 'update', reason: 'no', after: 60_000 },
    )
    expect(await run('--yes', '--parameters', 'Size=3')).toBe(1)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_FAILED' })
    desk.forget()
  })

  test('is continued, and the deployment goes on', async () => {
    failing()
    expect(await run('--yes', '--parameters', 'Size=3')).toBe(0)
    expect(desk.text()).toContain('demo is UPDATE_ROLLBACK_FAILED. What is in the way:\n')
    expect(desk.aws.calls.named('cloudformation:ContinueUpdateRollback')).toMatchObject([
      { parameters: { StackName: expect.any(String) } },
    ])
    expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' })
  })

  test('what is still stuck is skipped only with consent of its own', async () => {
    failing({ at: 'Inner/Topic', on: 'rollback', reason: 'stuck' })
    await expect(run('--yes')).rejects.toThrow(
      /Roll back without them\? .*\n--recover skip gives it beforehand\./,
    )
    expect(await run('--yes', '--recover', 'skip')).toBe(0)
    const calls = desk.aws.calls.named('cloudformation:ContinueUpdateRollback')
    const skipped = calls.map(({ parameters }) => JSON.stringify(parameters.ResourcesToSkip))
    expect(skipped.at(-1)).toMatch(/demo-Inner-[A-Z0-9]+\.Topic/)
  })

  test('and forced only with another', async () => {
    failing({ at: 'Inner/Topic', on: 'rollback', reason: 'stuck' })
    const refused: string[] = []
    desk.answer((question) => {
      refused.push(question)
      return 'y'
    })
    expect(await run()).toBe(0)
    expect(refused.slice(0, 2).map((question) => question.slice(0, 20))).toEqual([
      'Try to roll back onc',
      'Roll back without th',
    ])
  })
})

describe('UPDATE_FAILED', () => {
  beforeEach(async () => {
    await run('--yes')
    failing({ at: 'Queue', on: 'update', reason: 'no', after: 60_000 })
    keepFailed()
    expect(await run('--yes', '--parameters', 'Size=3')).toBe(1)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_FAILED' })
    failing()
    desk.forget()
  })

  test('is rolled back first', async () => {
    expect(await run('--yes', '--parameters', 'Size=3')).toBe(0)
    expect(desk.aws.calls.count('cloudformation:RollbackStack')).toBe(1)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' })
  })

  test('or updated as it is', async () => {
    desk.answer((question) => (question.startsWith('Roll back') ? 'n' : 'y'))
    expect(await run('--parameters', 'Size=3')).toBe(0)
    expect(desk.aws.calls.count('cloudformation:RollbackStack')).toBe(0)
  })
})

describe('DELETE_FAILED', () => {
  test('is for destroy', async () => {
    await run('--yes')
    failing({ at: 'Queue', on: 'delete', reason: 'in use' })
    const { cloudformation } = desk.others()
    await cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: 'demo', EnableTerminationProtection: false }),
    )
    await cloudformation.send(new DeleteStackCommand({ StackName: 'demo' }))
    desk.clock.move(600_000)
    await expect(run('--yes')).rejects.toThrow(
      /^demo is DELETE_FAILED: it cannot be updated\..*\nRemove what is left of it: npm run destroy -- --stack demo$/s,
    )
  })
})

describe('an operation that is under way is watched to its end first', () => {
  test('an update of somebody else', async () => {
    await run('--yes')
    expect(await run('--yes', '--detach', '--parameters', 'Size=4')).toBe(0)
    desk.clock.move(1500)
    desk.forget()
    expect(await run('--yes', '--parameters', 'Size=5')).toBe(0)
    expect(desk.text()).toMatch(/^demo is UPDATE_IN_PROGRESS: watching that to its end first$/m)
    expect(await desk.stack()).toMatchObject({ Parameters: [{ ParameterKey: 'Size', ParameterValue: '5' }] })
  })

  test('a deletion: then it is made anew', async () => {
    await run('--yes')
    const { cloudformation } = desk.others()
    await cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: 'demo', EnableTerminationProtection: false }),
    )
    await cloudformation.send(new DeleteStackCommand({ StackName: 'demo' }))
    desk.clock.move(1500)
    expect(await run('--yes')).toBe(0)
    expect(desk.text()).toMatch(/^demo is DELETE_IN_PROGRESS: watching that to its end first$/m)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'CREATE_COMPLETE' })
  })

  test('what replaces something is done before the old one is gone', async () => {
    await run('--yes')
    desk.forget()
    desk.aws.cloudformation.script = { took: { 'AWS::SNS::Topic': { delete: 600_000 } } }
    const renamed = small({
      inner: (text) => text.replaceAll('Topic:', 'News:').replaceAll('DependsOn: Topic', 'DependsOn: News'),
    })
    expect(await deploy(['--stack', 'demo', '--template', renamed, '--yes'], desk.edge)).toBe(0)
    expect(desk.text()).toContain('demo is updated; what was replaced is still being removed')
    expect(readFileSync(renamed, 'utf8')).toContain('Inner')
  })
})
