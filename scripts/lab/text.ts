import type { Flow } from './network/index.ts'
import { apexOf } from './services/index.ts'
import type { World } from './world.ts'

/** What the lab has, and how to enter it. */
export function welcome({ plan, model, assumed }: World): string {
  const hosts = plan.hosts.map(
    ({ name, address }) => `  ${name.padEnd(10)} ${address.padEnd(15)} ${ABOUT[name]}`,
  )
  const urls = model.apis.apis.flatMap((api) =>
    api.stages.flatMap(({ name }) =>
      api.methods.map(
        ({ path, verb }) =>
          `  ${verb.text} https://${api.id}.${apexOf(plan.region)}/${name.text}${path}  (${api.type.text.toLowerCase()})`,
      ),
    ),
  )
  return `The lab is up: the templates' network, APIs and functions, simulated on this machine in region ${plan.region}.

Hosts:
${hosts.join('\n')}

APIs:
${urls.join('\n')}
${assumedText(assumed)}
npm run lab -- exec consumer curl -sS URL      npm run lab -- shell consumer
npm run lab -- flows | logs | status | down
`
}

/** A prediction rests on it as much as what happens in the lab does. */
export const assumedText = (assumed: readonly string[]): string =>
  assumed.length > 0
    ? `\nAssumed, as the templates take these as given and do not say it:\n${assumed.map((one) => `  ${one}\n`).join('')}`
    : ''

const ABOUT = {
  consumer: "the templates' instance",
  internet: 'a laptop somewhere',
  stranger: 'a host in the VPC, in no group that a rule names',
  corporate: 'a host behind the VPN',
  'other-vpc': 'a host in a VPC of another account, with an endpoint there',
} as const

/** The flow log, a line for each kind of refused packet. */
export function flowsText(flows: readonly Flow[]): string {
  if (flows.length === 0) return 'No packet was refused since the rules were set.\n'
  const nameOf = ({ name, address }: Flow['from']) => (name ? `${name} (${address})` : address)
  return flows
    .map(({ from, to, protocol, port, isReply, packets, because }) => {
      const what = `${protocol}${port === undefined ? '' : `/${port}`}${isReply ? ' (answer)' : ''}`
      return `${nameOf(from)} → ${nameOf(to)}  ${what}  ${packets} ${packets === 1 ? 'packet' : 'packets'} refused: ${because}\n`
    })
    .join('')
}
