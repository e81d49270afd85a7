import type { Plan } from '../plan/plan.ts'
import { CORPORATE, ISP } from './routers.ts'

/** A new namespace takes its settings from the machine, whatever they are there: all that matter are set. */
const EVERYWHERE = {
  'ipv6/conf/all/disable_ipv6': 1,
  'ipv4/conf/all/rp_filter': 0,
  'ipv4/conf/*/rp_filter': 0,
  'ipv4/conf/all/send_redirects': 0,
  'ipv4/conf/*/send_redirects': 0,
}

/** The settings of a namespace as commands; its devices exist already, and are down. */
export function sysctlsOf({ vpcs }: Plan, namespace: string): string[] {
  const isVpc = vpcs.some(({ name }) => name === namespace)
  const isRouter = isVpc || namespace === ISP || namespace === CORPORATE
  const settings = {
    ...EVERYWHERE,
    'ipv4/ip_forward': Number(isRouter),
    'ipv4/conf/all/proxy_arp': Number(isVpc),
  }
  return Object.entries(settings).map(
    ([path, value]) =>
      `for file in /proc/sys/net/${path}; do [ ! -e "$file" ] || echo ${value} > "$file"; done`,
  )
}
