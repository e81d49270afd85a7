import type { Plan } from '../plan/plan.ts'
import { AWS, Batch } from './batch.ts'
import { linkMetadata } from './metadata-link.ts'
import { linkCorporate, linkFunction, linkInternet } from './outside.ts'
import { rulesetsOf } from './rulesets.ts'
import { sysctlsOf } from './sysctls.ts'
import { linkVpc } from './vpc-links.ts'

/**
 * A script for `sh -s` that makes the network, in a network and a mount namespace made for it: the one becomes AWS, and
 * in the other a /run of the lab's own holds the names of the rest. It ends with the first command that fails.
 */
export function setupScript(plan: Plan): string {
  const batch = batchOf(plan)
  const namespaces = [...batch.inside.keys()]
  const made = namespaces.filter((name) => name !== AWS)
  const rulesets = new Map(rulesetsOf(plan).map(({ namespace, text }) => [namespace, text]))
  return [
    'set -eu',
    // Never on the machine's own network: there something has an address.
    'if [ -n "$(ip -oneline address)" ]; then echo "the lab needs a new network namespace" >&2; exit 1; fi',
    'mount -t tmpfs -o mode=755 lab /run',
    'mkdir /run/netns /run/lab',
    `ip netns attach ${AWS} $$`,
    given('ip -batch -', [...made.map((name) => `netns add ${name}`), ...batch.links]),
    ...namespaces.map((name) => {
      const ruleset = rulesets.get(name)
      return given(`nsenter --net=/run/netns/${name} sh -s`, [
        'set -eu',
        ...sysctlsOf(plan, name),
        ...(ruleset ? [given('nft -f -', [ruleset], 'RULES')] : []),
        given('ip -batch -', batch.inside.get(name) ?? [], 'COMMANDS'),
      ])
    }),
    '',
  ].join('\n')
}

function batchOf(plan: Plan): Batch {
  const batch = new Batch()
  linkInternet(batch)
  for (const vpc of plan.vpcs) linkVpc(batch, plan, vpc)
  for (const one of plan.functions) linkFunction(batch, one)
  if (plan.hosts.some(({ name }) => name === 'consumer')) linkMetadata(batch, 'consumer')
  const [own] = plan.vpcs
  if (plan.corporate && own) linkCorporate(batch, plan, own, plan.corporate)
  // Before the table of local addresses, which would keep packets between AWS's addresses from ever leaving.
  batch.at(AWS, 'rule add pref 30000 lookup local', 'rule del pref 0')
  return batch
}

/** A command with lines for its standard input. */
const given = (command: string, lines: readonly string[], end = 'END'): string =>
  `${command} <<'${end}'\n${lines.join('\n')}\n${end}`
