import type { Identity } from '../identity/identity.ts'
import type { FunctionConfig } from './function-config.ts'

/** What only the execution environment knows. */
interface Place {
  readonly taskRoot: string
  readonly logStream: string
  readonly runtimeApi: string
  readonly identity: Identity | undefined
}

/**
 * The environment of a function's process: what Lambda sets (developer guide, "Defined runtime environment
 * variables") and the template adds; nothing of whoever runs the lab. There is no X-Ray daemon.
 */
export function variablesOf(
  config: FunctionConfig,
  { taskRoot, logStream, runtimeApi, identity }: Place,
): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    ...config.environment,
    TZ: ':UTC',
    _HANDLER: config.handler,
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_REGION: config.region,
    AWS_DEFAULT_REGION: config.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_LAMBDA_FUNCTION_NAME: config.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: config.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    ...(identity && {
      AWS_ACCESS_KEY_ID: identity.accessKeyId,
      AWS_SECRET_ACCESS_KEY: identity.secretAccessKey,
      AWS_SESSION_TOKEN: identity.sessionToken,
    }),
    ...(config.logs.format === 'JSON' && {
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: config.logs.level,
    }),
  }
}
