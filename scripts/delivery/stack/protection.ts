import { type CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation'

/** Nested stacks have what their root has (API reference, UpdateTerminationProtection). */
export const protect = (client: CloudFormationClient, stackName: string, on: boolean) =>
  client.send(
    new UpdateTerminationProtectionCommand({ StackName: stackName, EnableTerminationProtection: on }),
  )
