import { assumeRole } from '../../../scripts/lab/identity/identity.ts'
import { sessionOf } from '../../../scripts/lab/identity/sessions.ts'
import { config, payloadOf, start, startCode, stopAll } from './functions.ts'

afterEach(stopAll)

const ENVIRONMENT = 'exports.handler = async () => process.env'

/** What Lambda sets for a function without variables of its own. */
const LAMBDA = {
  _HANDLER: 'index.handler',
  _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
  AWS_LAMBDA_FUNCTION_NAME: 'Fn-1',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/Fn-1',
  AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
  AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
  AWS_REGION: 'us-east-1',
  LAMBDA_TASK_ROOT: expect.stringMatching(/\/fn0$/),
  LANG: 'en_US.UTF-8',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  TZ: ':UTC',
}

const before = { ...process.env }
beforeEach(() => {
  process.env.AWS_SECRET_ACCESS_KEY = 'secret'
  process.env.NODE_OPTIONS = '--no-warnings'
})
afterEach(() => {
  process.env = { ...before }
})

test('a function has the variables of Lambda, and none of whoever runs the lab', async () => {
  expect(payloadOf(await startCode(ENVIRONMENT).invoke())).toEqual(LAMBDA)
})

test('a function has the variables of the template, which replace none that Lambda reserves', async () => {
  const environment = { LOG_LEVEL: 'DEBUG', LANG: 'de_DE.UTF-8', AWS_REGION: 'eu-west-1' }
  const { invoke } = startCode(ENVIRONMENT, { environment })
  expect(payloadOf(await invoke())).toEqual({ ...LAMBDA, LOG_LEVEL: 'DEBUG', LANG: 'de_DE.UTF-8' })
})

test('a function has credentials of its role', async () => {
  const identity = assumeRole(sessionOf({ partition: 'aws', account: '111122223333' }, 'Role', 'Fn-1'))
  const { invoke } = start([config(ENVIRONMENT)], undefined, identity)
  expect(payloadOf(await invoke())).toEqual({
    ...LAMBDA,
    AWS_ACCESS_KEY_ID: identity.accessKeyId,
    AWS_SECRET_ACCESS_KEY: identity.secretAccessKey,
    AWS_SESSION_TOKEN: identity.sessionToken,
  })
})

test('a function that logs JSON is told so', async () => {
  const { invoke } = startCode(ENVIRONMENT, { logs: { format: 'JSON', level: 'WARN' } })
  const told = { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'WARN' }
  expect(payloadOf(await invoke())).toEqual({ ...LAMBDA, ...told })
})

test('what the way into the namespace adds is for Node and not for the function', async () => {
  const { invoke } = start([config(ENVIRONMENT)], (_namespace, command) => [
    'sh',
    '-c',
    'ADDED=1 NODE_EXTRA_CA_CERTS=/nowhere exec "$@"',
    'sh',
    ...command,
  ])
  expect(payloadOf(await invoke())).toEqual(LAMBDA)
})

test('each function runs in its namespace', async () => {
  const namespaces: string[] = []
  const functions = ['fn0', 'fn1'].map((namespace) => config(ENVIRONMENT, { namespace, address: namespace }))
  const lab = start(functions, (namespace, command) => {
    namespaces.push(namespace)
    return command
  })
  const { LAMBDA_TASK_ROOT } = payloadOf(await lab.functions.invoke('fn1', {}))
  expect({ namespaces, LAMBDA_TASK_ROOT }).toEqual({
    namespaces: ['fn1'],
    LAMBDA_TASK_ROOT: `${lab.folder}/fn1`,
  })
})

test('the handler gets the context of its invocation', async () => {
  const { invoke } = startCode(
    `exports.handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() })`,
    { memory: 256, timeout: 9 },
  )
  const [first, second] = [payloadOf(await invoke()), payloadOf(await invoke())]
  expect(first).toEqual({
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    functionName: 'Fn-1',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:Fn-1',
    logGroupName: '/aws/lambda/Fn-1',
    logStreamName: LAMBDA.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: '256',
    left: expect.any(Number),
  })
  expect(first.left).toBeGreaterThan(0)
  expect(first.left).toBeLessThanOrEqual(9000)
  expect(second.awsRequestId).not.toBe(first.awsRequestId)
})

test('the heap of a process is what its memory allows', async () => {
  const heap = `exports.handler = async () => require('node:v8').getHeapStatistics().heap_size_limit / 2 ** 20`
  const small = payloadOf(await startCode(heap, { memory: 128 }).invoke())
  const large = payloadOf(await startCode(heap, { memory: 1024 }).invoke())
  expect({ small: small < 160, large: large > 900 && large < 1200 }).toEqual({ small: true, large: true })
})
