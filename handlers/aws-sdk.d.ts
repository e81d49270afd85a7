// The Lambda runtime has the AWS SDK; the build does not. These are the parts of it that handlers use.

declare module '@aws-sdk/client-lambda' {
  export class InvokeCommand {
    readonly input: { FunctionName: string; Payload: string }
    constructor(input: { FunctionName: string; Payload: string })
  }

  export class LambdaClient {
    constructor(configuration: Record<string, never>)
    send(command: InvokeCommand): Promise<{ FunctionError?: string; Payload?: Uint8Array }>
  }
}

declare module '@aws-sdk/client-api-gateway' {
  export class CreateDeploymentCommand {
    readonly input: { restApiId: string; description: string }
    constructor(input: { restApiId: string; description: string })
  }

  export class APIGatewayClient {
    constructor(configuration: Record<string, never>)
    send(command: CreateDeploymentCommand): Promise<{ id?: string }>
  }
}
