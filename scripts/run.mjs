// Runs one command of this folder: `node scripts/run.mjs build` bundles scripts/build.ts and calls its main().
// Node 20 cannot load TypeScript, and one bundle starts faster than a loader that compiles file by file.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const scripts = fileURLToPath(new URL('.', import.meta.url))
const [command = '', ...args] = process.argv.slice(2)
const source = join(scripts, `${command}.ts`)

process.on('SIGINT', () => process.exit(130))
process.setSourceMapsEnabled(true)

if (!/^[a-z]+$/.test(command) || !existsSync(source)) {
  console.error(`There is no command '${command}'.\nThe commands are the scripts in package.json: npm run`)
  process.exit(2)
}
try {
  process.exitCode = await (await load()).main(args)
} catch (error) {
  process.exitCode = error.name === 'UserError' ? 2 : 1
  console.error(error.name === 'UserError' ? error.message : error)
}

/** Bundles the command and loads it. The bundle lies in the project so that its packages resolve. */
async function load() {
  const folder = join(scripts, '../node_modules/.cache/secure-private-api')
  const outfile = join(folder, `${command}-${process.pid}.cjs`)
  mkdirSync(folder, { recursive: true })
  try {
    await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      packages: 'external',
    })
    return createRequire(import.meta.url)(outfile)
  } finally {
    rmSync(outfile, { force: true })
  }
}
