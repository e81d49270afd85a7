import { type Level, log } from '../../handlers/log.ts'
import { captureStdout } from './stdout.ts'

const before = process.env.LOG_LEVEL

afterEach(() => {
  jest.restoreAllMocks()
  if (before === undefined) delete process.env.LOG_LEVEL
  else process.env.LOG_LEVEL = before
})

describe('log', () => {
  const cases: { setting: string | undefined; written: Level[] }[] = [
    { setting: undefined, written: ['INFO', 'WARN', 'ERROR'] },
    { setting: 'DEBUG', written: ['DEBUG', 'INFO', 'WARN', 'ERROR'] },
    { setting: 'debug', written: ['DEBUG', 'INFO', 'WARN', 'ERROR'] },
    { setting: 'WARN', written: ['WARN', 'ERROR'] },
    { setting: 'ERROR', written: ['ERROR'] },
    { setting: 'loud', written: ['INFO', 'WARN', 'ERROR'] },
  ]
  it.each(cases)('with LOG_LEVEL=$setting writes $written', ({ setting, written }) => {
    if (setting === undefined) delete process.env.LOG_LEVEL
    else process.env.LOG_LEVEL = setting
    const stdout = captureStdout()
    for (const level of ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const) log(level, 'said')
    expect(stdout.lines().map(({ level }) => level)).toEqual(written)
  })

  it('writes one line of JSON that begins with timestamp, level and message', () => {
    const stdout = captureStdout()
    log('WARN', 'two\nlines', { status: 200, route: undefined })
    expect(stdout.text()).toMatch(
      /^\{"timestamp":"\d{4}-\d\d-\d\dT[\d:.]+Z","level":"WARN","message":"two\\nlines","status":200\}\n$/,
    )
  })

  it('lets no field replace the level, for Lambda would encode the line again', () => {
    const stdout = captureStdout()
    log('ERROR', 'said', { level: 'none', timestamp: 0, message: 'other' })
    expect(stdout.lines()).toEqual([{ timestamp: expect.any(String), level: 'ERROR', message: 'said' }])
  })
})
