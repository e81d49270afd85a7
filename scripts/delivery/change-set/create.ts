import { randomUUID } from 'node:crypto'
import {
  type Capability,
  type ChangeSetType,
  type CloudFormationClient,
  CreateChangeSetCommand,
  type Parameter,
  type Tag,
} from '@aws-sdk/client-cloudformation'

/** What a change set is made from. */
export interface Draft {
  readonly name: string
  readonly stackName: string
  readonly type: ChangeSetType
  readonly template: { readonly TemplateBody: string } | { readonly TemplateURL: string }
  readonly parameters: readonly Parameter[]
  /** Undefined leaves those of the stack as they are. */
  readonly tags: readonly Tag[] | undefined
  readonly capabilities: readonly Capability[]
  readonly express: boolean
  /** Whether change sets of nested stacks are made as well. */
  readonly nested: boolean
}

/** A name that nobody else's run comes upon, of the letters, digits and hyphens that the service takes. */
export const newName = (): string => `secure-private-api-${randomUUID()}`

/** Begins to make a change set; its state is for `madeChangeSet` to tell. */
export async function createChangeSet(client: CloudFormationClient, draft: Draft): Promise<void> {
  const { name, stackName, type, template, parameters, tags, capabilities, express, nested } = draft
  try {
    await client.send(
      new CreateChangeSetCommand({
        StackName: stackName,
        ChangeSetName: name,
        ChangeSetType: type,
        ClientToken: name,
        IncludeNestedStacks: nested,
        Parameters: [...parameters],
        Capabilities: [...capabilities],
        ...template,
        ...(tags && { Tags: [...tags] }),
        // Express turns rollback off unless it is told otherwise (user guide, "Express mode").
        ...(express && { DeploymentConfig: { Mode: 'EXPRESS', DisableRollback: false } }),
      }),
    )
  } catch (error) {
    // A try before this one took effect, and its answer was lost.
    if ((error as Error).name !== 'AlreadyExistsException') throw error
  }
}
