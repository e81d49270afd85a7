import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', ...args], { encoding: 'utf8' })

describe('a command', () => {
  it('that does not exist is named, with where to look for those that do', () => {
    const { status, stderr } = run('biuld')
    expect(status).toBe(2)
    expect(stderr).toBe(
      "There is no command 'biuld'.\nThe commands are the scripts in package.json: npm run\n",
    )
  })

  it.each(['../setup', 'errors', '', 'run'])('cannot be %j, which is no command', (name) => {
    expect(run(name).status).toBe(2)
  })

  it.each(Object.values<string>(JSON.parse(readFileSync('package.json', 'utf8')).scripts))(
    'of package.json installs what is missing first: %s',
    (script) => {
      expect(script).toMatch(/^node scripts\/setup\.mjs && /)
    },
  )
})

describe('npm start', () => {
  const { status, stdout } = run('start')

  it('builds, lints and succeeds', () => {
    expect(stdout).toMatch(/dist\/main\.yaml +\d+ +[\d,]+\n/)
    expect(stdout).toMatch(/built in \d+ ms\n/)
    expect(stdout).toMatch(/No findings in 5 templates/)
    expect(status).toBe(0)
  })

  it('says what to do next', () => {
    expect(stdout).toContain('npm run doctor, then npm run plan and npm run deploy')
  })
})
