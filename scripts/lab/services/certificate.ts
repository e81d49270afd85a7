import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { UserError } from '../../command/user-error.ts'
import { CHECK_IP_NAME } from './check-ip.ts'
import { apexOf, endpointZoneOf } from './dns/names.ts'

/** In PEM. The CA's key is not among it: nobody needs it any more. */
export interface Certificate {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** Every name that the lab answers to in a region. */
export function certificateNames(region: string): string[] {
  return [`*.${apexOf(region)}`, apexOf(region), `*.${endpointZoneOf(region)}`, CHECK_IP_NAME]
}

/**
 * A server's certificate for names, under a CA made for it. By the openssl command: it is on every machine that has CA
 * certificates at all, where @peculiar/x509 would be twenty packages more. Keys pass through pipes and the memory of
 * one shell, never through a file, an argument or the environment.
 */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  const strange = names.find((name) => !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name))
  if (strange !== undefined) throw new UserError(`'${strange}' is no host name.`, 'Is AWS::Region a region?')
  const subject = names.map((name) => `DNS:${name}`).join(',')
  const shell = spawn('sh', ['-c', SCRIPT, 'sh', subject], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((done, failed) => shell.on('error', failed).on('close', done))
  const [made, complaint, code] = await Promise.all([text(shell.stdout), text(shell.stderr), ended])
  const [ca, key, cert] = made.match(PEM) ?? []
  if (code !== 0 || !ca || !key || !cert)
    throw new UserError(
      `openssl made no certificate: ${complaint.trim().split('\n').at(-1)}`,
      'The lab needs openssl 3: sudo apt-get install openssl',
    )
  return { ca, cert, key }
}

const PEM = /-----BEGIN [^-]+-----[^-]+-----END [^-]+-----\n/g

/** `printf` is the shell's own, so its arguments show in no list of processes. What follows EOF is public. */
const SCRIPT = `set -eu
curve='-pkeyopt ec_paramgen_curve:P-256'
request='openssl req -x509 -config /dev/null -sha256 -days 30'
ca_key=$(openssl genpkey -algorithm EC $curve)
ca=$(printf '%s\\n' "$ca_key" | $request -key /dev/stdin -subj '/CN=Lab Root CA' \\
  -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \\
  -addext subjectKeyIdentifier=hash)
leaf=$(printf '%s\\n' "$ca_key" | $request -newkey ec $curve -noenc -keyout /dev/stdout \\
  -CA /dev/fd/3 -CAkey /dev/stdin -subj '/CN=execute-api' -addext "subjectAltName=$1" \\
  -addext keyUsage=critical,digitalSignature \\
  -addext extendedKeyUsage=serverAuth -addext authorityKeyIdentifier=keyid 3<<EOF
$ca
EOF
)
printf '%s\\n%s\\n' "$ca" "$leaf"
`
