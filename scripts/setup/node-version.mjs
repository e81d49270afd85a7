import { Trouble } from './trouble.mjs'

/** package.json says the same under "engines", which npm only warns about. */
const oldest = [20, 19]

/** The trouble with this version of Node, if there is one. */
export function nodeTrouble(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return new Trouble(
    `Node ${version} is too old: this project needs Node ${oldest.join('.')} or newer`,
    'Install it from https://nodejs.org, with `nvm install --lts`, or with `brew install node`',
  )
}
