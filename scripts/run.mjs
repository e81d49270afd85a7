// Runs one command of this folder: `node scripts/run.mjs build` bundles scripts/build.ts and calls its main().
// Node 20 cannot load TypeScript, and one bundle starts faster than a loader that compiles file by file.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const [command = '', ...args] = process.argv.slice(2)
const source = join(project, 'scripts', `${command}.ts`)
/** Where the bundle's last line tells what it was made of. */
const MADE_OF = '\n//# madeOf='

process.on('SIGINT', () => process.exit(130))
process.setSourceMapsEnabled(true)
// Whoever reads along, such as head, may have read enough; what was not read is not known to be well.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(1)
})

if (!/^[a-z]+$/.test(command) || !existsSync(source)) {
  console.error(`There is no command '${command}'.\nThe commands are the scripts in package.json: npm run`)
  process.exit(2)
}
try {
  process.exitCode = await (await load()).main(args)
} catch (error) {
  process.exitCode = error.name === 'UserError' ? 2 : 1
  const isExpected = error.name === 'UserError' || error.name === 'Failure'
  console.error(isExpected ? error.message : error)
}

/** Loads the command, bundled anew where a source has changed. The bundle lies in the project so that its packages resolve. */
async function load() {
  const folder = join(project, '.cache/commands')
  const bundle = join(folder, `${command}.cjs`)
  if (!isCurrent(bundle)) {
    mkdirSync(folder, { recursive: true })
    const unfinished = join(folder, `${command}-${process.pid}.cjs`)
    writeFileSync(unfinished, await bundled(bundle))
    renameSync(unfinished, bundle)
  }
  return createRequire(import.meta.url)(bundle)
}

async function bundled(outfile) {
  const begun = Date.now()
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [source],
    outfile,
    absWorkingDir: project,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    packages: 'external',
  })
  const sources = Object.keys(metafile.inputs).map((file) => join(project, file))
  const files = [fileURLToPath(import.meta.url), ...sources].map((file) => [file, stateOf(file)])
  return `${outputFiles[0].text}${MADE_OF}${JSON.stringify({ begun, files })}`
}

/** Whether every source is as it was; one that was written while the bundle was made may be newer than it. */
function isCurrent(bundle) {
  if (!existsSync(bundle)) return false
  const text = readFileSync(bundle, 'utf8')
  const end = text.lastIndexOf(MADE_OF)
  if (end < 0) return false
  const { begun, files } = JSON.parse(text.slice(end + MADE_OF.length))
  return files.every(([file, state]) => stateOf(file) === state && Number(state.split(' ')[0]) < begun)
}

function stateOf(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs} ${stat.size}` : 'gone'
}
