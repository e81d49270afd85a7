// cfn-lint and taskcat in .venv, at the versions and hashes of requirements.txt.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, notWritable, Trouble } from './trouble.mjs'

/** What .venv was made from: written last, so that it is missing after an interrupted install. */
export const stamp = '.venv/requirements.txt'

/** Why the tools must be installed, or undefined when .venv is complete and of this requirements.txt. */
export function pythonToolsReason(root) {
  const requirements = readRequirements(root)
  if (!existsSync(join(root, stamp))) return '.venv is missing or incomplete'
  if (!readFileSync(join(root, stamp)).equals(requirements)) return 'requirements.txt has changed'
  // A dangling link: the Python that .venv was made with has been removed or upgraded.
  if (!existsSync(join(root, '.venv/bin/python'))) return 'the Python of .venv is gone'
  // The tools begin with the absolute path of their Python. A clone that was moved or copied has another.
  const tool = join(root, '.venv/bin/cfn-lint')
  if (!existsSync(tool)) return '.venv/bin/cfn-lint is missing'
  if (!readFileSync(tool, 'utf8').includes(join(root, '.venv/bin/'))) return 'the folder was moved'
  return undefined
}

// pip says "Could not find a version" for two things: with "versions: none" it saw no index at all, with a list of
// versions the index (or this Python) is too old for what requirements.txt pins, which no network cable cures.
const unreachable =
  /Failed to establish a new connection|NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|Temporary failure in name resolution|from versions: none/

/** What the output of `python -m venv` or pip means for the person who reads it. */
export function explainPythonFailure(output, status) {
  const find = (pattern) => (output.match(pattern) || [])[1]
  const denied = find(/\[Errno (?:13|1|30)\] [^:\n]+: '([^'\n]+)'/)
  if (denied) return notWritable(denied)
  if (/CERTIFICATE_VERIFY_FAILED/.test(output))
    return new Trouble(
      "pip: the package index's certificate is not trusted (CERTIFICATE_VERIFY_FAILED)",
      "Behind a company's proxy, point PIP_CERT to its root certificate (a .pem file)",
    )
  if (unreachable.test(output)) {
    const detail = find(/(\[Errno -?\d+\] [^'")\n]+)/) || find(/requirement (\S+)/) || 'timed out'
    return new Trouble(
      `pip: no network, or the package index is not reachable (${detail})`,
      'Connect to the network, or check `python3 -m pip config list` and HTTPS_PROXY; then run it again',
    )
  }
  // A line of pip can name every version that ever was.
  const lines = lastLines(output)
    .split('\n')
    .map((line) => line.slice(0, 300))
  return new Trouble(
    `${lines.join('\n')}\nInstalling cfn-lint and taskcat failed with exit code ${status}`,
    'What Python says stands above; with another Python first on PATH it may succeed (3.10 to 3.13 were tried)',
    1,
  )
}

export function readRequirements(root) {
  const path = join(root, 'requirements.txt')
  if (existsSync(path)) return readFileSync(path)
  throw new Trouble(`${path} is missing`, 'Bring it back: git checkout requirements.txt')
}
