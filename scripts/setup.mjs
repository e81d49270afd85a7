// Runs before every npm script: installs what is missing (Node packages, and the Python tools in .venv), so that a
// fresh clone needs one command. When nothing is missing it says nothing.
//
// An old Node must get far enough to be told that it is old: no syntax after ES2020 in here and in setup/.
import { fileURLToPath } from 'node:url'
import { nodePackagesReason } from './setup/node-packages.mjs'
import { nodeTrouble } from './setup/node-version.mjs'
import { pythonToolsReason } from './setup/python-tools.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

main().catch((error) => {
  console.error(error.name === 'Trouble' ? error.message : error)
  process.exitCode = error.name === 'Trouble' ? error.status : 1
})

async function main() {
  const trouble = nodeTrouble(process.versions.node)
  if (trouble) throw trouble
  if (findMissing().length === 0) return

  const { installMissing } = await import('./setup/install.mjs')
  const stop = new AbortController()
  let interrupted
  for (const [name, status] of Object.entries(signals))
    process.on(name, () => {
      interrupted = status
      stop.abort()
    })
  try {
    await installMissing(root, findMissing, stop)
  } catch (error) {
    // What a child says when it is ended is no news.
    if (!interrupted) throw error
  }
  if (interrupted) process.exitCode = interrupted
}

/** The parts to install, each with the reason why. Reads files, starts nothing. */
function findMissing() {
  const reasons = { node: nodePackagesReason(root), python: pythonToolsReason(root) }
  return Object.entries(reasons)
    .filter(([, reason]) => reason)
    .map(([part, reason]) => ({ part, reason }))
}
