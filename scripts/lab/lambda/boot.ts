/**
 * What the process of a function runs: the loop of the Runtime API around the handler, with the errors, the console
 * and the context of Lambda's own Node.js runtime. Its text becomes a file of its own, as it must run in a process
 * that knows nothing of this project: it may use nothing from outside itself.
 */
function boot(): void {
  const { Agent, request } = require('node:http') as typeof import('node:http')
  const { join } = require('node:path') as typeof import('node:path')
  const { format } = require('node:util') as typeof import('node:util')

  // The way into the function's namespace may have added variables; some of them Node has needed, the function has not.
  const own = new Set(process.argv.pop()?.split(','))
  for (const name of Object.keys(process.env)) if (!own.has(name)) delete process.env[name]

  const { env } = process
  const root = env.LAMBDA_TASK_ROOT ?? ''
  const isJson = env.AWS_LAMBDA_LOG_FORMAT === 'JSON'
  const api = `http://${env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`
  const agent = new Agent({ keepAlive: true })
  let requestId: string | undefined

  type Reply = { headers: Record<string, string>; body: string }
  function call(method: 'GET' | 'POST', path: string, body = '', headers = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = request(`${api}/${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk)).on('error', reject)
        response.on('end', () =>
          resolve({
            headers: response.headers as Record<string, string>,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      })
      sent.on('error', reject).end(body)
    })
  }

  function told(error: unknown) {
    if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] }
    return {
      errorType: error.name,
      errorMessage: error.message,
      trace: String(error.stack).split('\n'),
    }
  }

  function postError(path: string, error: unknown): Promise<Reply> {
    const { errorType, ...more } = told(error)
    return call('POST', path, JSON.stringify({ errorType, ...more }), {
      'lambda-runtime-function-error-type': errorType,
    })
  }

  /** An error of the runtime's own, about another. */
  const named = (name: string, about: unknown) => Object.assign(new Error(String(about)), { name })

  const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']

  function patchConsole(): void {
    const least = LEVELS.indexOf(env.AWS_LAMBDA_LOG_LEVEL ?? 'TRACE')
    const writer =
      (level: string) =>
      (message?: unknown, ...more: unknown[]) => {
        if (LEVELS.indexOf(level) < least) return
        const line = isJson ? jsonLine(level, message, more) : textLine(level, message, more)
        // One line is one event of the log.
        process.stdout.write(`${line.replaceAll('\n', '\r')}\n`)
      }
    const info = writer('INFO')
    const methods = { log: info, info, trace: writer('TRACE'), debug: writer('DEBUG') }
    Object.assign(console, methods, { warn: writer('WARN'), error: writer('ERROR') })
  }

  const textLine = (level: string, message: unknown, more: unknown[]): string =>
    `${new Date().toISOString()}\t${requestId}\t${level}\t${format(message, ...more)}`

  function jsonLine(level: string, message: unknown, more: unknown[]): string {
    const head = { timestamp: new Date().toISOString(), level, requestId }
    const fields = (error: Error) => {
      const { errorType, errorMessage, trace: stackTrace } = told(error)
      return { errorType, errorMessage, stackTrace }
    }
    if (more.length > 0) {
      const error = [message, ...more].find((one) => one instanceof Error)
      return JSON.stringify({ ...head, message: format(message, ...more), ...(error && fields(error)) })
    }
    try {
      return JSON.stringify({ ...head, message }, (_key, value) =>
        value instanceof Error ? { ...fields(value), ...value } : value,
      )
    } catch {
      return JSON.stringify({ ...head, message: format(message) })
    }
  }

  function logError(what: string, error: unknown): void {
    const { trace: stack, ...more } = told(error)
    if (isJson) console.error(error instanceof Error ? error : new Error(String(error)))
    else console.error(what, `\t${JSON.stringify({ ...more, stack })}`)
  }

  type Handler = (
    event: unknown,
    context: object,
    callback: (error: unknown, value: unknown) => void,
  ) => unknown

  function loadHandler(): Handler {
    const name = env._HANDLER ?? ''
    const [, module, path] = /^([^.]*)\.(.*)$/.exec(name) ?? []
    if (module === undefined || path === undefined) throw named('Runtime.MalformedHandlerName', 'Bad handler')
    let found: unknown
    try {
      found = require(join(root, module))
    } catch (error) {
      if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', error)
      if ((error as NodeJS.ErrnoException)?.code === 'MODULE_NOT_FOUND')
        throw named('Runtime.ImportModuleError', error)
      throw error
    }
    for (const part of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
    if (typeof found !== 'function')
      throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`)
    return found as Handler
  }

  async function resultOf(handler: Handler, event: unknown, context: object): Promise<string> {
    const result = await new Promise((resolve, reject) => {
      const returned = handler(event, context, (error, value) => (error ? reject(error) : resolve(value)))
      const isPromise = typeof (returned as Promise<unknown> | undefined)?.then === 'function'
      if (isPromise || handler.length < 3) resolve(returned)
    })
    return JSON.stringify(result) ?? 'null'
  }

  function contextOf(headers: Reply['headers']) {
    const deadline = Number(headers['lambda-runtime-deadline-ms'])
    return {
      awsRequestId: headers['lambda-runtime-aws-request-id'],
      invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
      functionName: env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
      memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    }
  }

  async function serve(handler: Handler): Promise<never> {
    for (;;) {
      // Nobody is there any more to ask.
      const { headers, body } = await call('GET', 'invocation/next').catch(() => process.exit(0))
      requestId = headers['lambda-runtime-aws-request-id']
      env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id']
      const path = `invocation/${requestId}`
      try {
        const result = await resultOf(handler, JSON.parse(body), contextOf(headers))
        await call('POST', `${path}/response`, result)
      } catch (error) {
        logError('Invoke Error', error)
        await postError(`${path}/error`, error)
      }
    }
  }

  async function die(what: string, error: unknown, code: number): Promise<void> {
    logError(what, error)
    await postError(requestId ? `invocation/${requestId}/error` : 'init/error', error).catch(() => undefined)
    process.exit(code)
  }

  process.chdir(root)
  patchConsole()
  process.on('uncaughtException', (error) => void die('Uncaught Exception', error, 129))
  process.on('unhandledRejection', (reason) => {
    void die('Unhandled Promise Rejection', named('Runtime.UnhandledPromiseRejection', reason), 128)
  })
  let handler: Handler
  try {
    handler = loadHandler()
  } catch (error) {
    void die('Uncaught Exception', error, 1)
    return
  }
  void serve(handler)
}

/** The same as a CommonJS program. */
export const BOOT = `'use strict'\n;(${boot})()\n`
