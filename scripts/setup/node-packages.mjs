// The npm packages: are those in node_modules the ones that package-lock.json names, and what npm says when it fails.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, notWritable, Trouble } from './trouble.mjs'

/**
 * Why the packages must be installed, or undefined when what is installed is what the lock says. `installed` is npm's
 * hidden lockfile, which npm writes last: after an interrupted install there is none.
 *
 * An optional package may be absent (the binaries for other machines are). None may be there that is for another
 * machine: then node_modules was copied, or is shared with a container.
 */
export function nodePackagesMismatch(lock, installed, machine) {
  if (!installed?.packages) return 'node_modules is missing or incomplete'
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '') continue
    const found = installed.packages[path]
    if (!found && wanted.optional) continue
    if (!found) return `${path} is missing`
    if (found.version !== wanted.version) return `${path} is ${found.version}, not ${wanted.version}`
    if (found.integrity && wanted.integrity && found.integrity !== wanted.integrity)
      return `${path} has another checksum`
    if (!allows(wanted.os, machine.platform) || !allows(wanted.cpu, machine.arch))
      return `${path} is not for ${machine.platform}-${machine.arch}`
  }
  const extra = Object.keys(installed.packages).find((path) => path !== '' && !lock.packages[path])
  return extra && `${extra} is not in package-lock.json`
}

/** package.json's "os" and "cpu": a list of names, or of names that are ruled out (`!win32`). */
function allows(list = [], name) {
  return list.includes(name) || list.every((entry) => entry.startsWith('!') && entry !== `!${name}`)
}

const unreachable =
  /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EIDLETIMEOUT)$/
const untrusted = /^(SELF_SIGNED_CERT\w*|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_\w+)$/

/** What npm's output means for the person who reads it. */
export function explainNpmFailure(output, status) {
  const find = (pattern) => (output.match(pattern) || [])[1]
  const code = find(/^npm (?:error|ERR!) code (\S+)/m) || ''
  if (unreachable.test(code))
    return new Trouble(
      `npm: no network, or the registry is not reachable (${find(/reason: (.+)/) || code})`,
      'Connect to the network, or check `npm config get registry` and `npm config get proxy`; then run it again',
    )
  if (untrusted.test(code))
    return new Trouble(
      `npm: the registry's certificate is not trusted (${find(/reason: (.+)/) || code})`,
      "Behind a company's proxy, point NODE_EXTRA_CA_CERTS to its root certificate (a .pem file)",
    )
  if (code === 'EUSAGE')
    return new Trouble(
      `package-lock.json does not match package.json (${find(/^npm (?:error|ERR!) ((?:Invalid|Missing): .+)/m) || code})`,
      'Run `npm install` and commit package-lock.json, or undo the change: git checkout package.json package-lock.json',
    )
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return notWritable(find(/^npm (?:error|ERR!) path (.+)/m) || 'node_modules')
  return new Trouble(
    `${lastLines(output)}\nnpm ci failed with exit code ${status}`,
    'What npm says stands above; with node_modules deleted it may succeed: rm -rf node_modules',
    1,
  )
}

export function nodePackagesReason(root, machine = process) {
  const lock = readLock(root)
  const hidden = join(root, 'node_modules/.package-lock.json')
  const installed = existsSync(hidden) ? parse(readFileSync(hidden, 'utf8')) : undefined
  const reason = nodePackagesMismatch(lock, installed, machine)
  if (reason) return reason
  const gone = Object.keys(installed.packages).find((path) => !existsSync(join(root, path)))
  return gone && `${gone} is missing`
}

function readLock(root) {
  const path = join(root, 'package-lock.json')
  const lock = existsSync(path) ? parse(readFileSync(path, 'utf8')) : undefined
  if (lock?.packages) return lock
  throw new Trouble(
    `${path} ${existsSync(path) ? "is not npm's JSON (an unfinished merge?)" : 'is missing'}`,
    'Bring it back: git checkout package-lock.json',
  )
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
