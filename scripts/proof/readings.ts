import { type Api, type Apis, type Network, readApis, readNetwork } from '../access/model/index.ts'
import { concerns, type Reader } from '../access/model/resource-types.ts'
import type { Region, Resource } from '../template/region.ts'
import { type Requests, requestsOf } from './request/acceptance.ts'

/**
 * Reads every network and API once. Worlds share the resources that they make alike (template/resolve.ts), so two
 * worlds with the same resources for a reader have one network, or one set of APIs, and one formula about them.
 */
export class Readings {
  private readonly networks = new Map<string, Network>()
  private readonly apis = new Map<string, Apis>()
  private readonly requests = new Map<Network, Map<Api, Requests>>()
  private readonly numbers = new Map<Resource, number>()

  networkOf(region: Region): Network {
    return this.read('network', region, this.networks, readNetwork)
  }

  apisOf(region: Region): Apis {
    return this.read('api', region, this.apis, readApis)
  }

  /** @throws Unsupported, Undecided or UnreadablePolicy where they cannot be put into formulas */
  requestsOf(region: Region, network: Network, api: Api): Requests {
    const known = this.requests.get(network) ?? new Map<Api, Requests>()
    this.requests.set(network, known)
    const requests = known.get(api) ?? requestsOf(region, network, api)
    known.set(api, requests)
    return requests
  }

  /** The reader sees only what it is told apart by. */
  private read<Read>(
    reader: Reader,
    region: Region,
    earlier: Map<string, Read>,
    read: (region: Region) => Read,
  ): Read {
    const resources = region.resources.filter(({ type }) => concerns(reader, type))
    const key = resources.map((resource) => this.number(resource)).join(' ')
    const found = earlier.get(key) ?? read({ ...region, resources })
    earlier.set(key, found)
    return found
  }

  private number(resource: Resource): number {
    const number = this.numbers.get(resource) ?? this.numbers.size
    this.numbers.set(resource, number)
    return number
  }
}
