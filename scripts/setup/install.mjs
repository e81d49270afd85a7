// Installs the missing parts, at the same time. Loaded only when there are any: a run with nothing to do stays quick.
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { takeLock } from './lock.mjs'
import { explainNpmFailure } from './node-packages.mjs'
import { run } from './processes.mjs'
import { findPython } from './python.mjs'
import { explainPythonFailure, readRequirements, stamp } from './python-tools.mjs'
import { Trouble } from './trouble.mjs'

/**
 * @param findMissing the parts to install, each with the reason why
 * @param stop an AbortController: aborted from outside, or from here when one part fails, it ends all children
 */
export async function installMissing(root, findMissing, stop) {
  const release = await takeLock(join(root, '.cache/setup.lock'), {
    signal: stop.signal,
    waiting: (pid) =>
      say(`waiting for the one that process ${pid} runs here (if it does not: rm .cache/setup.lock) …`),
  })
  try {
    if (stop.signal.aborted) return
    // Asked again: whoever held the lock may have installed it all.
    const parts = findMissing()
    // First of all, because it needs no network, and to fail after a long `npm ci` would be a waste.
    const python = parts.some(({ part }) => part === 'python') ? await findPython(stop.signal) : undefined
    const installers = {
      node: { what: 'Node packages (npm ci)', install: () => npmCi(root, stop.signal) },
      python: {
        what: `cfn-lint and taskcat into .venv with Python ${python?.version}`,
        install: () => makeVenv(root, python, stop.signal),
      },
    }
    const works = parts.map(({ part, reason }) => told(installers[part], reason))
    await allOrFirstFailure(works, stop)
  } finally {
    release()
  }
}

async function told({ what, install }, reason) {
  const start = Date.now()
  say(`installing ${what}: ${reason} …`)
  await install()
  say(`installed ${what} in ${((Date.now() - start) / 1000).toFixed(1)} s`)
}

async function npmCi(root, signal) {
  // The npm that runs us, if one does (yarn and pnpm set npm_execpath as well).
  const cli = process.env.npm_execpath
  const [command, ...args] = cli && basename(cli) === 'npm-cli.js' ? [process.execPath, cli] : ['npm']
  // Both kinds by name, because NODE_ENV=production or an `omit` in ~/.npmrc would leave some out, every time again.
  const wanted = [...args, 'ci', '--include=dev', '--include=optional']
  const { code, output, missing } = await run(command, wanted, { cwd: root, signal })
  if (missing)
    throw new Trouble(
      'npm was not found on PATH',
      'It comes with Node from https://nodejs.org; Debian and Ubuntu have it apart: sudo apt-get install npm',
    )
  if (code !== 0) throw explainNpmFailure(output, code)
}

async function makeVenv(root, python, signal) {
  const requirements = readRequirements(root)
  const step = async (command, args) => {
    const { code, output } = await run(command, args, { cwd: root, signal })
    if (code !== 0) throw explainPythonFailure(output, code)
  }
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input']
  const pinned = ['--require-hashes', '-r', 'requirements.txt']
  await step(python.command, ['-m', 'venv', '--clear', '.venv'])
  await step(join(root, '.venv/bin/python'), ['-m', 'pip', 'install', ...quiet, ...pinned])
  writeFileSync(join(root, stamp), requirements)
}

/** When one fails, the others are ended too, and it alone is reported: without a network all of them fail alike. */
async function allOrFirstFailure(works, stop) {
  const failures = []
  const failed = (error) => {
    failures.push(error)
    stop.abort()
  }
  await Promise.all(works.map((work) => work.catch(failed)))
  if (failures[0]) throw failures[0]
}

/** On stderr, because stdout belongs to the command that follows. */
function say(line) {
  console.error(`setup: ${line}`)
}
