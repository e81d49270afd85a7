import type { Region } from '../../template/region.ts'
import { readAcls } from './acls.ts'
import { readEndpoints } from './endpoints.ts'
import { readHosts } from './hosts.ts'
import type { Network } from './network-things.ts'
import { outsideTemplates } from './outside.ts'
import { unmodelledResources } from './resource-types.ts'
import { readRouteTables } from './routes.ts'
import { readSecurityGroups } from './security-groups.ts'
import type { Source } from './source.ts'
import { readSubnets, readVpcs } from './vpcs.ts'

/** Reads the network that the resources make; texts keep their symbols. */
export function readNetwork(region: Region): Network {
  const source: Source = { region, unmodelled: [...unmodelledResources(region, 'network')] }
  const vpcs = readVpcs(source)
  const subnets = readSubnets(source)
  const read = {
    vpcs,
    subnets,
    routeTables: readRouteTables(source),
    groups: readSecurityGroups(source, vpcs),
    acls: readAcls(source),
    endpoints: readEndpoints(source, vpcs),
    hosts: readHosts(source, vpcs, subnets),
  }
  return { ...read, unmodelled: [...source.unmodelled, ...outsideTemplates(region, read)] }
}
