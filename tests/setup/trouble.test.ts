// Every trouble that we know, as its two lines. What npm and pip print is copied from real runs.
import { rmSync, symlinkSync } from 'node:fs'
import { allPrograms, type Programs, Project, trouble } from './project.ts'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

const old = { version: '3.9.6', hasVenv: true }
const bare = { version: '3.11.2', hasVenv: false }
const install = 'sudo apt-get install python3 python3-venv (Debian, Ubuntu) or brew install python (macOS)'
const online =
  'Connect to the network, or check `npm config get registry` and `npm config get proxy`; then run it again'
const pipOnline =
  'Connect to the network, or check `python3 -m pip config list` and HTTPS_PROXY; then run it again'

const npmFails = (fail: string): Programs => ({ ...allPrograms, npm: { fail } })
const pipFails = (fail: string): Programs => ({ ...allPrograms, pip: { fail } })
const pythons = (found: Programs): Programs => ({ npm: {}, pip: {}, ...found })

const cases: Record<string, { programs: Programs; what: string; cure: string; status?: number }> = {
  'no Python': {
    programs: pythons({}),
    what: 'No Python was found on PATH: cfn-lint and taskcat need Python 3.10 or newer',
    cure: `Install it: ${install}`,
  },
  'only shims that start nothing': {
    programs: pythons({ python3: {}, 'python3.10': {} }),
    what: 'No Python was found on PATH: cfn-lint and taskcat need Python 3.10 or newer',
    cure: `Install it: ${install}`,
  },
  'an old Python': {
    programs: pythons({ python3: old, python: { version: '2.7.18', hasVenv: false } }),
    what: 'Python 3.9.6 at /fakes/python3 is too old: cfn-lint and taskcat need Python 3.10 or newer',
    cure: `Install a newer one: ${install}`,
  },
  'Debian without python3-venv': {
    programs: pythons({ python3: bare }),
    what: 'Python 3.11.2 at /fakes/python3 cannot make a virtual environment: its ensurepip is missing',
    cure: 'Install it: sudo apt-get install python3-venv',
  },
  'an old python3 and a newer one without venv': {
    programs: pythons({ python3: old, 'python3.11': bare }),
    what: 'Python 3.11.2 at /fakes/python3.11 cannot make a virtual environment: its ensurepip is missing',
    cure: 'Install it: sudo apt-get install python3.11-venv',
  },
  'no npm': {
    programs: { python3: { version: '3.12.1', hasVenv: true }, pip: {} },
    what: 'npm was not found on PATH',
    cure: 'It comes with Node from https://nodejs.org; Debian and Ubuntu have it apart: sudo apt-get install npm',
  },
  'npm: no such host': {
    programs: npmFails(`npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error network request to https://registry.npmjs.org/yaml failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org
npm error network This is a problem related to network connectivity.`),
    what: 'npm: no network, or the registry is not reachable (getaddrinfo ENOTFOUND registry.npmjs.org)',
    cure: online,
  },
  'npm: connection refused': {
    programs: npmFails(`npm error code ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/yaml failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/node_modules/minipass-fetch/lib/index.js:130:14)`),
    what: 'npm: no network, or the registry is not reachable (connect ECONNREFUSED 127.0.0.1:9)',
    cure: online,
  },
  'npm 9, which says ERR!': {
    programs: npmFails('npm ERR! code EAI_AGAIN\nnpm ERR! syscall getaddrinfo'),
    what: 'npm: no network, or the registry is not reachable (EAI_AGAIN)',
    cure: online,
  },
  'npm: a timeout': {
    programs: npmFails('npm error code ETIMEDOUT'),
    what: 'npm: no network, or the registry is not reachable (ETIMEDOUT)',
    cure: online,
  },
  'npm: the certificate of a proxy': {
    programs: npmFails('npm error code SELF_SIGNED_CERT_IN_CHAIN'),
    what: "npm: the registry's certificate is not trusted (SELF_SIGNED_CERT_IN_CHAIN)",
    cure: "Behind a company's proxy, point NODE_EXTRA_CA_CERTS to its root certificate (a .pem file)",
  },
  'npm: the lock is out of sync': {
    programs: npmFails(`npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json are in sync.
npm error
npm error Invalid: lock file's yaml@2.9.1 does not satisfy yaml@2.8.1`),
    what: "package-lock.json does not match package.json (Invalid: lock file's yaml@2.9.1 does not satisfy yaml@2.8.1)",
    cure: 'Run `npm install` and commit package-lock.json, or undo the change: git checkout package.json package-lock.json',
  },
  'npm: a file of root': {
    programs: npmFails(`npm error code EACCES
npm error syscall rmdir
npm error path /usr/node_modules/x/y
npm error errno -13`),
    what: '/usr/node_modules/x/y is not writable for you',
    cure: 'Make it yours (an earlier sudo is the usual cause): sudo chown -R "$(id -un)" /usr',
  },
  'npm: something else': {
    programs: npmFails('npm error code EINTEGRITY\nnpm error sha512-x integrity checksum failed'),
    what: 'npm ci failed with exit code 1',
    cure: 'What npm says stands above; with node_modules deleted it may succeed: rm -rf node_modules',
    status: 1,
  },
  'pip: connection refused': {
    programs: pipFails(
      `WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError("HTTPConnection(host='127.0.0.1', port=9): Failed to establish a new connection: [Errno 111] Connection refused")': /simple/attrs/
ERROR: Could not find a version that satisfies the requirement attrs==26.1.0 (from versions: none)`,
    ),
    what: 'pip: no network, or the package index is not reachable ([Errno 111] Connection refused)',
    cure: pipOnline,
  },
  'pip: no index': {
    programs: pipFails(
      'ERROR: Could not find a version that satisfies the requirement attrs==26.1.0 (from versions: none)',
    ),
    what: 'pip: no network, or the package index is not reachable (attrs==26.1.0)',
    cure: pipOnline,
  },
  'pip: an index that does not have the version': {
    programs: pipFails(
      'ERROR: Could not find a version that satisfies the requirement attrs==26.1.0 (from versions: 25.4.0)',
    ),
    what: 'Installing cfn-lint and taskcat failed with exit code 1',
    cure: 'What Python says stands above; with another Python first on PATH it may succeed (3.10 to 3.13 were tried)',
    status: 1,
  },
  'pip: the certificate of a proxy': {
    programs: pipFails(
      "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))",
    ),
    what: "pip: the package index's certificate is not trusted (CERTIFICATE_VERIFY_FAILED)",
    cure: "Behind a company's proxy, point PIP_CERT to its root certificate (a .pem file)",
  },
  'venv: a file of root': {
    programs: pythons({
      python3: {
        version: '3.12.1',
        hasVenv: true,
        fail: "Error: [Errno 13] Permission denied: '/usr/.venv/bin'",
      },
    }),
    what: '/usr/.venv/bin is not writable for you',
    cure: 'Make it yours (an earlier sudo is the usual cause): sudo chown -R "$(id -un)" /usr',
  },
}

test.each(Object.entries(cases))('%s', async (_name, { programs, what, cure, status = 2 }) => {
  project.programs(programs)
  const result = await project.run()

  expect(trouble(result)).toEqual([what, cure])
  expect(result).toMatchObject({ status, stdout: '' })
  if (status === 2) expect(result.stderr.replace(/^setup: .*\n/gm, '')).toBe(`${what}\n${cure}\n`)
})

test('a Python that is unfit does not hide a fit one', async () => {
  project.programs(
    pythons({ python3: old, 'python3.13': bare, 'python3.12': { version: '3.12.9', hasVenv: true } }),
  )

  expect(await project.run()).toMatchObject({ status: 0 })
  expect(project.calls()).toContain('python3.12 -m venv --clear .venv')
})

test('without Python npm is not even started', async () => {
  project.programs(pythons({}))
  await project.run()

  expect(project.calls()).toEqual([])
})

test("npm's last lines are shown when no rule explains them, and pip's are cut", async () => {
  project.programs(npmFails('npm error code EINTEGRITY\nnpm error sha512-x'))
  expect((await project.run()).stderr).toContain(
    'npm error code EINTEGRITY\nnpm error sha512-x\nnpm ci failed',
  )

  project.programs(pipFails(`ERROR: ${'1.0.0, '.repeat(1000)}`))
  expect((await project.run()).stderr.split('\n').every((line) => line.length <= 300)).toBe(true)
})

test.each(['package-lock.json', 'requirements.txt'])('no %s', async (file) => {
  rmSync(project.path(file))

  const result = await project.run()
  expect(result).toMatchObject({ status: 2, stdout: '' })
  expect(result.stderr).toBe(`${project.path(file)} is missing\nBring it back: git checkout ${file}\n`)
})

test('a package-lock.json with a merge conflict', async () => {
  project.write('package-lock.json', '<<<<<<< HEAD\n{}')

  const result = await project.run()
  expect(result.status).toBe(2)
  expect(trouble(result)).toEqual([
    `${project.path('package-lock.json')} is not npm's JSON (an unfinished merge?)`,
    'Bring it back: git checkout package-lock.json',
  ])
})

test('a clone that is not writable', async () => {
  // A place where even root may not write.
  symlinkSync(process.platform === 'darwin' ? '/System' : '/sys', project.path('.cache'))

  const result = await project.run()
  expect(result).toMatchObject({ status: 2, stdout: '' })
  expect(result.stderr).toBe(
    `${project.path('.cache/setup.lock')} is not writable for you\n` +
      `Make it yours (an earlier sudo is the usual cause): sudo chown -R "$(id -un)" ${project.path('.cache')}\n`,
  )
})
