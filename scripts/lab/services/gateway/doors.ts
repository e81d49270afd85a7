import type { Call, Model } from '../../../access/gates/index.ts'
import { blockOf, contains, parseAddress } from '../../../access/network/index.ts'
import { OTHER_ACCOUNT } from '../../plan/other-vpc.ts'
import type { Plan } from '../../plan/plan.ts'
import { PUBLIC_FRONT_END } from '../../plan/public.ts'
import type { Door } from './request.ts'

/** Every address that API Gateway answers at: one for each interface of an endpoint, and the public front end. */
export const doorsOf = ({ endpoints }: Plan): Door[] => [
  ...endpoints.flatMap((endpoint) => endpoint.addresses.map((address) => ({ address, endpoint }))),
  { address: PUBLIC_FRONT_END, endpoint: undefined },
]

/** Who calls and where the request arrived, as its connection shows: the packets have passed the network already. */
export function arrivalOf(
  { endpoint }: Door,
  from: string,
  model: Model,
): Required<Pick<Call, 'caller' | 'arrived'>> {
  const address = parseAddress(from)
  if (address === undefined) throw new Error(`a connection from ${from}`)
  const because = [{ says: `the connection from ${from} arrived here`, at: undefined }]
  if (!endpoint)
    return { caller: { kind: 'internet', address }, arrived: { to: 'public-front-end', because } }
  const { id, vpc, owner } = endpoint
  if (owner === undefined)
    return {
      caller: { kind: 'other-vpc', account: OTHER_ACCOUNT, vpc, endpoint: id, address },
      arrived: { to: 'other-endpoint', because },
    }
  const own = model.network.endpoints.find((one) => one.id === id)
  if (!own) throw new Error(`${owner} is no longer in the model`)
  const subnet = model.network.subnets.find(({ cidr }) => cidr && contains(blockOf(cidr), address))
  return {
    caller: subnet ? { kind: 'stranger', subnet, address } : { kind: 'linked', address },
    arrived: { to: 'endpoint', endpoint: own, because },
  }
}
