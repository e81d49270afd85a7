import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readModel } from '../../../scripts/access/gates/index.ts'
import { openRegion } from '../../../scripts/command/region.ts'
import { functionsOf } from '../../../scripts/lab/lambda/index.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { describeInNamespaces } from '../in-namespaces.ts'
import { bundled } from './bundled.ts'
import { payloadOf } from './functions.ts'

const NEW = ['--user', '--map-root-user', '--net', '--mount']
const folder = mkdtempSync(join(tmpdir(), 'lambda-greeter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The lab's end of the link is in the outer namespace, the function's in its own; there is nothing else. */
const LINK = `set -eu
mount -t tmpfs none /run
ip netns add "$1"
ip link add name lab type veth peer name eth0 netns "$1"
ip address add "$2/30" dev lab
ip link set lab up
ip -n "$1" address add "$3/30" dev eth0
ip -n "$1" link set eth0 up
# Node does not list a link before the kernel has found it running.
until ip -n "$1" link show eth0 | grep -q 'state UP'; do :; done
shift 3
exec "$@"`

const EVENT = {
  httpMethod: 'GET',
  resource: '/secure/greeter',
  path: '/secure/greeter',
  headers: {},
  requestContext: { requestId: 'id-1' },
}

describeInNamespaces('the greeter of our templates', () => {
  test('greets from its own namespace', () => {
    const { region, account } = openRegion([], [])
    const plan = planOf(readModel(region, account), undefined)
    const is = ({ address }: { address: string }) => address === 'SecurePrivateApi/Greeter'
    const [greeter, planned] = [functionsOf(region, plan).find(is), plan.functions.find(is)]
    if (!greeter || !planned) throw new Error('no greeter')
    const { lab, own } = planned.runtimeApi
    const command = `(namespace, command) => ['nsenter', '--net=/run/netns/' + namespace, ...command]`
    const output = execFileSync(
      'unshare',
      [...NEW, 'sh', '-c', LINK, 'sh', greeter.namespace, lab, own, process.execPath, '-'],
      { input: bundled(greeter, EVENT, folder, command), encoding: 'utf8' },
    )
    const { outcome, log } = JSON.parse(output)
    expect(payloadOf(outcome)).toEqual({
      statusCode: 200,
      headers: { 'Content-Type': 'application/json' },
      body: `{"message": "Hi Miztikal World, Hello from Lambda running at ${own}"}`,
    })
    expect(log.map((line: string) => JSON.parse(line))).toEqual([
      expect.objectContaining({ type: 'platform.start' }),
      expect.objectContaining({ message: 'Greeted', route: 'GET /secure/greeter', requestId: 'id-1' }),
      expect.objectContaining({ type: 'platform.report' }),
    ])
  })
})
