import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { errorCode } from './error-code.ts'
import { log } from './log.ts'
import { readText } from './read-text.ts'

const CHECK_IP = 'https://checkip.amazonaws.com'
// Without a route to the internet nothing refuses the packet, and the first caller pays for the wait.
const TIMEOUT_MS = 1000
const LONGEST_ANSWER = 64

export const UNKNOWN_ADDRESS = 'an unknown address'

async function publicAddress(ask: typeof fetch): Promise<string> {
  const response = await ask(CHECK_IP, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  const text = (await readText(response, LONGEST_ANSWER)).trim()
  if (response.status !== 200 || isIP(text) === 0) throw new Error('the answer is not an address')
  return text
}

function privateAddress(interfaces: typeof networkInterfaces): string | undefined {
  const all = Object.values(interfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}

/** The public address if there is internet, else that of the own network interface. Never rejects. */
export async function ownAddress(
  ask: typeof fetch = fetch,
  interfaces: typeof networkInterfaces = networkInterfaces,
): Promise<string> {
  try {
    return await publicAddress(ask)
  } catch (error) {
    log('DEBUG', 'No public address', { code: errorCode(error) })
  }
  try {
    const address = privateAddress(interfaces)
    if (address) return address
    log('WARN', 'No address: no internet and no network interface')
  } catch (error) {
    log('ERROR', 'No address: the network interfaces cannot be read', { code: errorCode(error) })
  }
  return UNKNOWN_ADDRESS
}
