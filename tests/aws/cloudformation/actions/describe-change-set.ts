import { flagIn, type Structure } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import { withoutValues } from '../change-set/changes.ts'
import type { ChangeSet } from '../change-set/model.ts'
import { page } from '../page.ts'
import type { State } from '../state.ts'
import { familyOf } from './change-sets.ts'
import { changeSetOf } from './find.ts'

/** How the service begins its warning (aws-cdk-cli#1780); what follows is assumed. */
const INCOMPLETE =
  '[WARN] --include-property-values option can return incomplete ChangeSet data because: ChangeSet creation failed for resource'

export const describeChangeSet =
  (state: State): Action =>
  ({ parameters }) => {
    const changeSet = changeSetOf(state, parameters)
    const values = flagIn(parameters, 'IncludePropertyValues') ?? false
    const left = values ? (state.script.withoutPropertyValues ?? []) : []
    const isLeft = ({ ResourceChange }: Structure) =>
      left.includes(String((ResourceChange as Structure).LogicalResourceId))
    const lost = changeSet.changes.filter(isLeft)
    const told = changeSet.changes
      .filter((each) => !isLeft(each))
      .map((each) => (values ? each : withoutValues(each)))
    const { items, NextToken } = page(told, state.script.changesOnAPage ?? 100, parameters)
    const warning = lost.length > 0 ? `${INCOMPLETE} ${left.join(', ')}` : undefined
    return { ...head(changeSet), StatusReason: changeSet.reason ?? warning, Changes: items, NextToken }
  }

function head(changeSet: ChangeSet): Structure {
  const { stack, desired, mode } = changeSet
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: changeSet.description,
    Parameters: desired.parameters.map(({ key, value, noEcho }) => ({
      ParameterKey: key,
      ParameterValue: noEcho ? '****' : value,
    })),
    CreationTime: new Date(changeSet.createdAt),
    ExecutionStatus: changeSet.execution,
    Status: changeSet.status,
    NotificationARNs: [],
    RollbackConfiguration: {},
    Capabilities: changeSet.capabilities,
    Tags: changeSet.tags.map(({ key, value }) => ({ Key: key, Value: value })),
    IncludeNestedStacks: changeSet.includeNested,
    ...familyOf(changeSet),
    OnStackFailure: changeSet.onStackFailure,
    DeploymentConfig: mode && { Mode: mode, DisableRollback: changeSet.disableRollback },
  }
}
