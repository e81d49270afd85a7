import { createHash } from 'node:crypto'
import { suffixOf } from '../../../template/place.ts'
import type { Endpoint, Plan } from '../../plan/plan.ts'

/** The zone that private DNS takes over: default and alias names are one label below it (semantics, section 6). */
export const apexOf = (region: string): string => `execute-api.${region}.${suffixOf(region)}`

/** The zone of endpoints' own names. */
export const endpointZoneOf = (region: string): string => `execute-api.${region}.vpce.${suffixOf(region)}`

/**
 * The public names of an endpoint with the addresses that each leads to: one for all of them, and one for each zone
 * (semantics, section 2). AWS gives an endpoint eight letters and digits of its own; here they follow from its id.
 */
export function endpointNames({ id, addresses }: Endpoint, { region }: Plan): Map<string, readonly string[]> {
  const label = `${id}-${suffix(id)}`
  const zone = endpointZoneOf(region)
  const zonal = addresses.map((address, i): [string, readonly string[]] => [
    `${label}-${region}${'abcdefghij'.charAt(i)}.${zone}`,
    [address],
  ])
  return new Map([[`${label}.${zone}`, addresses], ...zonal])
}

const suffix = (id: string): string =>
  BigInt(`0x${createHash('sha256').update(id).digest('hex')}`)
    .toString(36)
    .slice(0, 8)
