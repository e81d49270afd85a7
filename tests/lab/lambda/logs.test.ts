import { startCode, stopAll } from './functions.ts'

afterEach(stopAll)

const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z'
const ID = '[0-9a-f-]{36}'
const matching = (pattern: string) => expect.stringMatching(new RegExp(`^${pattern}$`))

const TALK = `
  console.log('starting')
  exports.handler = async () => {
    console.log('hello %s', 'world', { a: 1 })
    console.debug('two\\nlines')
    console.warn('careful')
    console.error(new Error('boom'))
    process.stdout.write('as it is\\n')
  }`

describe('text', () => {
  test('a log holds what the handler says between the lines of Lambda', async () => {
    const { invoke, lines } = startCode(TALK)
    await invoke()
    expect(lines).toEqual([
      matching(`${TIME}\tundefined\tINFO\tstarting`),
      matching(`START RequestId: ${ID} Version: \\$LATEST`),
      matching(`${TIME}\t${ID}\tINFO\thello world { a: 1 }`),
      matching(`${TIME}\t${ID}\tDEBUG\ttwo\nlines`),
      matching(`${TIME}\t${ID}\tWARN\tcareful`),
      matching(`${TIME}\t${ID}\tERROR\tError: boom\n    at [^]*`),
      'as it is',
      matching(`END RequestId: ${ID}`),
      matching(
        `REPORT RequestId: ${ID}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tInit Duration: [\\d.]+ ms`,
      ),
    ])
    const ids = lines.slice(1, 5).map((line) => /[0-9a-f-]{36}/.exec(line)?.[0])
    expect(new Set(ids).size).toBe(1)
  })

  test('only a cold invocation is reported with its start, which is billed', async () => {
    const { invoke, lines } = startCode('exports.handler = async () => {}')
    await invoke()
    await invoke()
    const [cold, warm] = lines.filter((line) => line.startsWith('REPORT'))
    expect(warm).not.toContain('Init')
    const [duration = 0, billed = 0, init = 0] = [...(cold ?? '').matchAll(/: ([\d.]+) ms/g)].map(([, ms]) =>
      Number(ms),
    )
    // The first and the last are rounded to hundredths.
    expect(Math.abs(billed - duration - init)).toBeLessThan(1.02)
  })

  test.each([
    {
      code: `throw new Error('no')`,
      said: [
        `${TIME}\t${ID}\tERROR\tInvoke Error \t\\{"errorType":"Error","errorMessage":"no","stack":\\[.*`,
      ],
      status: '',
    },
    { code: 'process.exit(3)', said: [], status: '\tStatus: error\tError Type: Runtime.ExitError' },
    { code: 'for (;;);', said: [], status: '\tStatus: timeout' },
  ])('$code is in the log', async ({ code, said, status }) => {
    const { invoke, lines } = startCode(`exports.handler = async () => { ${code} }`, { timeout: 1 })
    await invoke()
    expect(lines.slice(1)).toEqual([
      ...said.map(matching),
      matching(`END RequestId: ${ID}`),
      matching(`REPORT .*\tInit Duration: [\\d.]+ ms${status}`),
    ])
  })

  test('a start that fails is reported', async () => {
    const { invoke, lines } = startCode(`throw new Error('bad start')`)
    await invoke()
    expect(lines).toEqual([
      matching(
        `${TIME}\tundefined\tERROR\tUncaught Exception \t\\{"errorType":"Error","errorMessage":"bad start",.*`,
      ),
      matching('INIT_REPORT Init Duration: [\\d.]+ ms\tPhase: init\tStatus: error'),
    ])
  })
})

describe('JSON', () => {
  const json = async (code: string, level = 'INFO') => {
    const { invoke, lines } = startCode(code, { logs: { format: 'JSON', level }, timeout: 1 })
    await invoke()
    return lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : line))
  }
  const time = matching(TIME)
  const requestId = matching(ID)
  const report = {
    requestId,
    metrics: {
      durationMs: expect.any(Number),
      billedDurationMs: expect.any(Number),
      memorySizeMB: 128,
      initDurationMs: expect.any(Number),
    },
  }

  test('every line that is not written as it is has its fields', async () => {
    expect(await json(TALK)).toEqual([
      { timestamp: time, level: 'INFO', message: 'starting' },
      {
        time,
        type: 'platform.start',
        record: {
          requestId,
          functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:Fn-1',
          version: '$LATEST',
        },
      },
      { timestamp: time, level: 'INFO', requestId, message: 'hello world { a: 1 }' },
      { timestamp: time, level: 'WARN', requestId, message: 'careful' },
      {
        timestamp: time,
        level: 'ERROR',
        requestId,
        message: { errorType: 'Error', errorMessage: 'boom', stackTrace: expect.any(Array) },
      },
      'as it is',
      { time, type: 'platform.report', record: { ...report, status: 'success' } },
    ])
  })

  test('below the level of the template nothing is logged', async () => {
    const levels = (await json(TALK, 'ERROR')).map((line) => line.level).filter((level) => level)
    expect(levels).toEqual(['ERROR'])
  })

  test.each([
    { code: 'process.exit(3)', record: { status: 'error', errorType: 'Runtime.ExitError' } },
    { code: 'for (;;);', record: { status: 'timeout' } },
    { code: `throw new Error('no')`, record: { status: 'error' } },
  ])('$code is reported as it ended', async ({ code, record }) => {
    const lines = await json(`exports.handler = async () => { ${code} }`)
    expect(lines.at(-1)).toEqual({ time, type: 'platform.report', record: { ...report, ...record } })
  })

  test('a start that fails is reported', async () => {
    expect(await json(`throw new Error('bad start')`)).toEqual([
      expect.objectContaining({ level: 'ERROR' }),
      {
        time,
        type: 'platform.initReport',
        record: {
          initializationType: 'on-demand',
          phase: 'init',
          status: 'error',
          metrics: { durationMs: expect.any(Number) },
        },
      },
    ])
  })
})
