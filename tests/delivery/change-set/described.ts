import type { ResourceChange } from '@aws-sdk/client-cloudformation'
import type { Described } from '../../../scripts/delivery/change-set/described.ts'

/** A change set as the service describes it. */
export const described = (
  stackName: string,
  changes: readonly ResourceChange[],
  nested: Readonly<Record<string, Described>> = {},
): Described => ({
  stackName,
  stackId: `arn:aws:cloudformation:us-east-1:111122223333:stack/${stackName}/1`,
  changeSetId: `arn:aws:cloudformation:us-east-1:111122223333:changeSet/${stackName}/1`,
  createdAt: 0,
  status: 'CREATE_COMPLETE',
  changes,
  nested: new Map(Object.entries(nested)),
})

export const change = (
  Action: ResourceChange['Action'],
  LogicalResourceId: string,
  ResourceType: string,
  more: ResourceChange = {},
): ResourceChange => ({ Action, LogicalResourceId, ResourceType, ...more })

/** As a nested stack is always listed: its template might have changed. */
export const nestedStack = (logicalId: string): ResourceChange =>
  change('Modify', logicalId, 'AWS::CloudFormation::Stack', {
    PhysicalResourceId: `arn:aws:cloudformation:us-east-1:111122223333:stack/${logicalId}/1`,
    Replacement: 'False',
    Scope: [],
    Details: [
      {
        Target: { Attribute: 'Properties', Name: 'TemplateURL', RequiresRecreation: 'Never' },
        Evaluation: 'Dynamic',
        ChangeSource: 'Automatic',
      },
    ],
  })
