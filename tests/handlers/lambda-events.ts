import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda'

/** A context with this much time left. */
export function context(remaining = 300_000): Context {
  return { functionName: 'worker', getRemainingTimeInMillis: () => remaining } as Context
}

/** An event as CloudFormation sends it. */
export function event(
  RequestType: 'Create' | 'Update' | 'Delete',
  fields: Record<string, unknown> = {},
): CloudFormationCustomResourceEvent {
  return {
    RequestType,
    ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:worker',
    ResponseURL: 'http://127.0.0.1:9/never?Signature=secret',
    StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/consumer/1',
    RequestId: 'request-1',
    LogicalResourceId: 'Probe',
    ResourceType: 'Custom::Probe',
    ResourceProperties: {},
    ...(RequestType !== 'Create' && { PhysicalResourceId: 'known-id' }),
    ...(RequestType === 'Update' && { OldResourceProperties: {} }),
    ...fields,
  } as unknown as CloudFormationCustomResourceEvent
}
