// Stands in for npm and Python (project.ts writes it to PATH under their names, with a #! line before it).
const { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
const { connect } = require('node:net')
const { basename, dirname, join } = require('node:path')

// The real path, so that .venv/bin/python, a link to it, behaves as the Python that made it.
const name = basename(__filename)
const args = process.argv.slice(2)
const programs = JSON.parse(readFileSync(join(dirname(__filename), 'behaviour.json'), 'utf8'))
const isPip = args[1] === 'pip'
const behaviour = (isPip ? programs.pip : programs[name]) || {}

if (args[0] === '-c') {
  if (!behaviour.version) process.exit(127)
  console.log(`${behaviour.version}\n/fakes/${name}\n${behaviour.hasVenv ? 'venv' : 'no venv'}`)
} else {
  appendFileSync('calls', `${name} ${args.join(' ')}\n`)
  if (behaviour.waits) connect(process.env.FAKE_GATE).once('data', finish)
  else finish()
}

function finish() {
  if (behaviour.fail) {
    console.error(behaviour.fail)
    process.exit(1)
  }
  if (name === 'npm') npmCi()
  else if (isPip) writeFileSync('.venv/bin/cfn-lint', `#!${join(process.cwd(), '.venv/bin/python')}\n`)
  else venv()
  process.exit(0)
}

function npmCi() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  rmSync('node_modules', { recursive: true, force: true })
  const installed = Object.entries(packages).filter(([path, entry]) => path && !entry.optional)
  for (const [path] of installed) mkdirSync(path, { recursive: true })
  writeFileSync(
    'node_modules/.package-lock.json',
    JSON.stringify({ packages: Object.fromEntries(installed) }),
  )
}

function venv() {
  rmSync('.venv', { recursive: true, force: true })
  mkdirSync('.venv/bin', { recursive: true })
  symlinkSync(__filename, '.venv/bin/python')
}
