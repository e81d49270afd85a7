import type { Shape } from './fields.ts'
import type { Thing } from './network-things.ts'

/** A function: of interest here are where it stands in the network and, by its id, who may invoke it. */
export const FUNCTION: Shape = {
  name: 'AWS::Lambda::Function',
  touches: 'function',
  read: ['VpcConfig'],
  irrelevant: [
    'Architectures',
    'Code',
    'DeadLetterConfig',
    'Description',
    'Environment',
    'EphemeralStorage',
    'FunctionName',
    'Handler',
    'KmsKeyArn',
    'Layers',
    'LoggingConfig',
    'MemorySize',
    'PackageType',
    'RecursiveLoop',
    'ReservedConcurrentExecutions',
    'Role',
    'Runtime',
    'RuntimeManagementConfig',
    'SnapStart',
    'Tags',
    'Timeout',
    'TracingConfig',
  ],
}

/** Whether a text is a function's id or ARN; that of a version or alias is neither. */
export const namesFunction = ({ id }: Thing, text: string): boolean =>
  text === id || text.endsWith(`:function:${id}`)
