import { awsQuery } from '../protocol/aws-query.ts'
import { textIn } from '../protocol/data.ts'
import type { Action, Service } from '../service.ts'
import { changeSetActions } from './actions/change-sets.ts'
import { controlActions } from './actions/controls.ts'
import { createChangeSet } from './actions/create-change-set.ts'
import { deleteStackAction } from './actions/delete-stack.ts'
import { describeChangeSet } from './actions/describe-change-set.ts'
import { eventActions } from './actions/events.ts'
import { executeChangeSet } from './actions/execute.ts'
import { resourceActions } from './actions/resources.ts'
import { stackActions } from './actions/stacks.ts'
import { templateActions } from './actions/templates.ts'
import type { State } from './state.ts'

export function cloudformation(state: State): Service {
  const actions: Record<string, Action> = {
    ...stackActions(state),
    ...resourceActions(state),
    ...eventActions(state),
    ...templateActions(state),
    ...changeSetActions(state),
    ...controlActions(state),
    CreateChangeSet: createChangeSet(state),
    DescribeChangeSet: describeChangeSet(state),
    ExecuteChangeSet: executeChangeSet(state),
    DeleteStack: deleteStackAction(state),
  }
  return {
    protocol: awsQuery('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
    dialect: 'query',
    actions,
    permission: ({ action, parameters }) => {
      const { region, account } = state.place
      const name = textIn(parameters, 'StackName') ?? textIn(parameters, 'ChangeSetName') ?? '*'
      const own = `arn:aws:cloudformation:${region}:${account}:stack/${name}/*`
      return {
        action: `cloudformation:${action}`,
        resource: name.startsWith('arn:') ? name : name === '*' ? '*' : own,
      }
    },
  }
}
