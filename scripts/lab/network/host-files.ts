import { NO_RESOLVER } from '../plan/addresses.ts'
import type { Host, LambdaFunction, Plan } from '../plan/plan.ts'
import { PUBLIC_DNS } from '../plan/public.ts'
import { ENTER } from './enter.ts'

export interface HostFile {
  readonly path: string
  readonly content: string
  readonly mode: number
}

/** Where the lab's files are, in its own mount namespace. */
export const LAB = '/run/lab'

/**
 * What commands at hosts, and functions, see of the machine's files in the lab's stead.
 *
 * @param caPem the certificate of the lab's CA
 * @param systemBundle the certificates that the machine trusts
 */
export const hostFiles = (
  plan: Plan,
  { caPem, systemBundle = '' }: { caPem: string; systemBundle?: string },
): HostFile[] => [
  readable(`${LAB}/ca.pem`, caPem),
  readable(`${LAB}/bundle.pem`, `${systemBundle}\n${caPem}`),
  { path: `${LAB}/enter`, content: ENTER, mode: 0o755 },
  ...[...plan.hosts, ...plan.functions.map((one) => functionHost(plan, one))].flatMap(filesOf),
]

const readable = (path: string, content: string): HostFile => ({ path, content, mode: 0o644 })

type Named = Pick<Host, 'address' | 'hostname' | 'nameserver'> & { readonly name: string }

function filesOf({ name, address, hostname, nameserver }: Named): HostFile[] {
  const files = {
    'resolv.conf': `nameserver ${nameserver}`,
    hosts: `127.0.0.1 localhost\n${address} ${hostname}`,
    // Nothing that would ask the machine, such as systemd-resolved or mDNS.
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns',
    hostname,
  }
  return Object.entries(files).map(([file, content]) => readable(`${LAB}/${name}/${file}`, `${content}\n`))
}

/** A function asks the resolver of its VPC, or where it is in none, the public DNS. */
function functionHost({ vpcs }: Plan, { name, runtimeApi }: LambdaFunction): Named {
  const vpc = vpcs.find(({ interfaces }) => interfaces.some(({ namespace }) => namespace === name))
  return {
    name,
    address: runtimeApi.own,
    hostname: runtimeApi.own,
    nameserver: vpc ? (vpc.resolver ?? NO_RESOLVER) : PUBLIC_DNS,
  }
}
