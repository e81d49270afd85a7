import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync, transformSync } from 'esbuild'
import { lock, Project } from './project.ts'

const scripts = join(__dirname, '../../scripts')
const files = ['setup.mjs', ...readdirSync(join(scripts, 'setup')).map((name) => `setup/${name}`)]

/** jest cannot load .mjs files; bundled to CommonJS it can. */
function load(name: string) {
  const [file] = buildSync({
    entryPoints: [join(scripts, 'setup', name)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  }).outputFiles
  const module = { exports: {} as Record<string, (...args: unknown[]) => unknown> }
  new Function('module', 'exports', 'require', file?.text ?? '')(module, module.exports, require)
  return module.exports
}

describe('an old Node', () => {
  const { nodeTrouble } = load('node-version.mjs')

  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '100.0.0'])('%s is new enough', (version) => {
    expect(nodeTrouble?.(version)).toBeUndefined()
  })

  test.each(['14.21.3', '16.20.2', '18.20.8', '20.9.0', '20.18.3'])('%s is too old', (version) => {
    expect(nodeTrouble?.(version)).toMatchObject({
      message:
        `Node ${version} is too old: this project needs Node 20.19 or newer\n` +
        'Install it from https://nodejs.org, with `nvm install --lts`, or with `brew install node`',
      status: 2,
    })
  })

  test('is told so before anything else is looked at', async () => {
    const project = new Project({})
    project.write('old.cjs', "Object.defineProperty(process, 'versions', { value: { node: '16.20.2' } })")
    const result = await project.run({}, ['--require', project.path('old.cjs')])
    project.remove()

    expect(result).toMatchObject({ status: 2, stdout: '' })
    expect(result.stderr).toMatch(/^Node 16.20.2 is too old: .+\n.+\n$/)
  })

  // esbuild rewrites what a target does not know: where it has nothing to rewrite, the target can parse the file.
  const print = (source: string, target: string) => transformSync(source, { format: 'esm', target }).code

  test.each(files)('%s parses as ES2020', (name) => {
    const source = readFileSync(join(scripts, name), 'utf8')
    expect(print(source, 'es2020')).toBe(print(source, 'esnext'))
    // Which it prints alike for all targets.
    expect(source).not.toMatch(/\d_\d/)
  })

  test.each(['let a; a ??= 1', 'class A { b = 1 }', 'x = /a/d'])('%s would be noticed', (source) => {
    expect(print(source, 'es2020')).not.toBe(print(source, 'esnext'))
  })

  test('a top-level await would be noticed', () => {
    expect(() => transformSync('await 1', { format: 'esm', target: 'es2020', logLevel: 'silent' })).toThrow(
      'Top-level await',
    )
  })
})

describe('whether the Node packages match', () => {
  const { nodePackagesMismatch } = load('node-packages.mjs')
  const linux = { platform: 'linux', arch: 'x64' }
  const a = { version: '1.0.0', integrity: 'sha512-a' }
  const mismatch = (wanted: object, found: object) =>
    nodePackagesMismatch?.({ packages: { '': {}, ...wanted } }, { packages: found }, linux)

  const cases: Record<string, [wanted: object, found: object, reason: string | undefined]> = {
    'the same': [{ a }, { a }, undefined],
    'an absent optional one': [{ a, b: { ...a, optional: true } }, { a }, undefined],
    'an absent one': [{ a, b: a }, { a }, 'b is missing'],
    'one too many': [{ a }, { a, b: a }, 'b is not in package-lock.json'],
    'another version': [{ a }, { a: { ...a, version: '1.0.1' } }, 'a is 1.0.1, not 1.0.0'],
    'another version of an optional one': [
      { a: { ...a, optional: true } },
      { a: { ...a, version: '1.0.1' } },
      'a is 1.0.1, not 1.0.0',
    ],
    'another checksum': [{ a }, { a: { ...a, integrity: 'sha512-z' } }, 'a has another checksum'],
    'a checksum on one side only': [{ a }, { a: { version: '1.0.0' } }, undefined],
    'one for this machine': [{ a: { ...a, os: ['linux'], cpu: ['x64'] } }, { a }, undefined],
    'one for all but Windows': [{ a: { ...a, os: ['!win32'] } }, { a }, undefined],
    'one for another system': [{ a: { ...a, os: ['darwin'] } }, { a }, 'a is not for linux-x64'],
    'one that rules this system out': [{ a: { ...a, os: ['!linux'] } }, { a }, 'a is not for linux-x64'],
    'one for another processor': [{ a: { ...a, cpu: ['arm64'] } }, { a }, 'a is not for linux-x64'],
  }

  test.each(Object.entries(cases))('%s', (_name, [wanted, found, reason]) => {
    expect(mismatch(wanted, found)).toBe(reason)
  })

  test('nothing installed', () => {
    expect(nodePackagesMismatch?.(lock, undefined, linux)).toBe('node_modules is missing or incomplete')
  })
})
