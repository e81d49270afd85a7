import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import { UserError } from '../../command/user-error.ts'
import { explained } from './refusals.ts'

/** How long a call may take and how often it is tried. */
export interface Patience {
  readonly connectMs: number
  readonly answerMs: number
  readonly attempts: number
  /** Milliseconds before attempt 1, 2, …; what a server asks for in Retry-After comes first. */
  readonly backoffMs: (attempt: number) => number
}

/** One account and region, as the SDK's ordinary chain of settings gives them. */
export interface Aws {
  readonly region: string
  readonly cloudformation: CloudFormationClient
  /** A client of another service with the same settings: `aws.open(S3Client)`. */
  readonly open: <Client>(Class: new (settings: ClientSettings) => Client) => Client
}

export interface ClientSettings {
  readonly region: string
  readonly retryStrategy: ConfiguredRetryStrategy
  readonly requestHandler: object
}

/** Reads region and credentials by the SDK's chain; no call is made yet. */
export async function connect(patience: Patience): Promise<Aws> {
  // Versions here are pinned: that later ones need a newer Node is of no use to whoever deploys.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const settings = {
    retryStrategy: new ConfiguredRetryStrategy(patience.attempts, patience.backoffMs),
    requestHandler: {
      connectionTimeout: patience.connectMs,
      requestTimeout: patience.answerMs,
      throwOnRequestTimeout: true,
    },
  }
  const region = await regionOf(new CloudFormationClient(settings))
  const open = <Client>(Class: new (settings: ClientSettings) => Client): Client => {
    const client = new Class({ ...settings, region })
    explaining(client as CloudFormationClient)
    return client
  }
  return { region, open, cloudformation: open(CloudFormationClient) }
}

async function regionOf(client: CloudFormationClient): Promise<string> {
  try {
    return await client.config.region()
  } catch (error) {
    throw new UserError(
      `There is no region: ${(error as Error).message}.`,
      'Set AWS_REGION, or a region in the profile that AWS_PROFILE names.',
    )
  }
}

/** Errors that say nothing about the request itself are told in words, whoever sent it. */
function explaining({ middlewareStack }: CloudFormationClient): void {
  middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        try {
          return await next(args)
        } catch (error) {
          throw explained(error, clientName, commandName)
        }
      },
    { step: 'initialize', priority: 'high', name: 'explaining' },
  )
}
