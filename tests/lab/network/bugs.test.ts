import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { rulesetsOf } from '../../../scripts/lab/network/index.ts'
import { BUGS, type Bug } from './bugs.ts'
import { agentsOf, Differential, EMPTY, sample } from './differential.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import type { Probes } from './probes.ts'

const NETWORK = join(process.cwd(), 'scripts/lab/network')

/** Puts a bug into the source text while it is bundled; the files stay as they are. */
const seeded = ({ file, find, replace }: Bug): Plugin => ({
  name: 'bug',
  setup({ onLoad }) {
    onLoad({ filter: /scripts\/lab\/network\/.*\.ts$/ }, async ({ path }) => {
      if (path !== join(NETWORK, file)) return undefined
      const text = await readFile(path, 'utf8')
      if (text.split(find).length !== 2) throw new Error(`'${find}' is not in ${file} exactly once`)
      return { contents: text.replace(find, () => replace), loader: 'ts' }
    })
  },
})

async function rulesetsWith(bug: Bug): Promise<typeof rulesetsOf> {
  const { outputFiles } = await build({
    entryPoints: [join(NETWORK, 'rulesets.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [seeded(bug)],
  })
  const module = { exports: {} as { rulesetsOf: typeof rulesetsOf } }
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, require)
  return module.exports.rulesetsOf
}

describeInNamespaces('the differential test notices that', () => {
  let network: TestNetwork
  let probes: Probes
  let differential: Differential
  beforeAll(async () => {
    network = await TestNetwork.of(EMPTY)
    probes = await agentsOf(network)
    differential = new Differential(network, probes)
  }, 60_000)
  afterAll(() => network.stop())

  test.each(BUGS)(
    '$name',
    async (bug) => {
      const { disagreements } = await differential.compare(sample(2026, 100, 12), await rulesetsWith(bug), 1)
      expect(disagreements).not.toEqual([])
    },
    60_000,
  )
})
