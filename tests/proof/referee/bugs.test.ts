import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { BUGS, type Bug } from './bugs.ts'

const HERE = join(process.cwd(), 'tests/proof/referee')
const PROOF = join(process.cwd(), 'scripts/proof')

/** Puts a bug into the source text while it is bundled; the files stay as they are. */
const seeded = ({ file, find, replace }: Bug): Plugin => ({
  name: 'bug',
  setup({ onLoad }) {
    onLoad({ filter: /scripts\/proof\/.*\.ts$/ }, async ({ path }) => {
      if (path !== join(PROOF, file)) return undefined
      const text = await readFile(path, 'utf8')
      if (text.split(find).length !== 2) throw new Error(`'${find}' is not in ${file} exactly once`)
      return { contents: text.replace(find, () => replace), loader: 'ts' }
    })
  },
})

type Checks = typeof import('./checks.ts')

async function checksWith(plugins: Plugin[]): Promise<Checks> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'checks.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['fast-check'],
    plugins,
  })
  const module = { exports: {} as Checks }
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')
  run(module, module.exports, createRequire(join(HERE, 'checks.ts')))
  return module.exports
}

/** A check that throws has noticed the bug as well. */
function noticed({ firstDisagreement }: Checks): string | undefined {
  try {
    return firstDisagreement()
  } catch (error) {
    return String(error)
  }
}

test('the referees agree where no bug is seeded', async () => {
  expect(noticed(await checksWith([]))).toBeUndefined()
}, 60_000)

test.each(BUGS)(
  'the referees notice: $name',
  async (bug) => {
    expect(noticed(await checksWith([seeded(bug)]))).toEqual(expect.any(String))
  },
  60_000,
)
