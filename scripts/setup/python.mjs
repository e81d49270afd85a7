// Which Python on PATH can carry the Python tools.
import { run } from './processes.mjs'
import { Trouble } from './trouble.mjs'

const oldest = [3, 10]
/** python3 is what people mean; the others are for machines whose python3 is old (macOS, older Debian). */
const candidates = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']

// Runs on Python 2 as well. Debian and Ubuntu keep ensurepip, without which no venv gets a pip, in python3-venv.
const probe = `import sys
print("%d.%d.%d" % sys.version_info[:3])
print(sys.executable)
try:
    import ensurepip, venv
    ensurepip.version()
    print("venv")
except Exception:
    print("no venv")`

/**
 * The first Python that is new enough and can make a venv, or the trouble to report.
 *
 * @param found what was found on PATH, in the order of preference: { command, version, path, hasVenv }
 */
export function choosePython(found) {
  const needed = `cfn-lint and taskcat need Python ${oldest.join('.')} or newer`
  const recent = found.filter(({ version }) => isRecent(version))
  const usable = recent.find(({ hasVenv }) => hasVenv)
  if (usable) return { python: usable }
  if (recent[0])
    return {
      trouble: new Trouble(
        `Python ${recent[0].version} at ${recent[0].path} cannot make a virtual environment: its ensurepip is missing`,
        `Install it: sudo apt-get install ${recent[0].command.replace(/^python$/, 'python3')}-venv`,
      ),
    }
  const install = 'sudo apt-get install python3 python3-venv (Debian, Ubuntu) or brew install python (macOS)'
  if (found[0])
    return {
      trouble: new Trouble(
        `Python ${found[0].version} at ${found[0].path} is too old: ${needed}`,
        `Install a newer one: ${install}`,
      ),
    }
  return { trouble: new Trouble(`No Python was found on PATH: ${needed}`, `Install it: ${install}`) }
}

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

export async function findPython(signal) {
  const found = []
  for (const command of candidates) {
    const { code, output } = await run(command, ['-c', probe], { signal })
    // A pyenv shim of a version that is not active, or Apple's stub without its tools, exists but fails.
    const [version, path, venv] = output.trim().split('\n').slice(-3)
    if (code === 0 && venv) found.push({ command, version, path, hasVenv: venv === 'venv' })
    const { python } = choosePython(found)
    if (python) return python
  }
  throw choosePython(found).trouble
}
