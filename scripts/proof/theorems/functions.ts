import { type Host, type Method, namesFunction, type Thing } from '../../access/model/index.ts'
import type { Subject } from '../subject.ts'

/** The functions that an API's methods invoke, each with those methods. */
export function functionsOf({ apis, api }: Subject): { target: Thing; methods: Method[] }[] {
  return apis.functions.flatMap((target) => {
    const methods = api.methods.filter(({ integration }) => {
      const arn = /:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(integration?.uri?.text ?? '')?.[1]
      return arn !== undefined && namesFunction(target, arn)
    })
    return methods.length > 0 ? [{ target, methods }] : []
  })
}

/** The function's place in the network; undefined for one outside every VPC. */
export const hostOf = ({ network }: Subject, { address }: Thing): Host | undefined =>
  network.hosts.find((host) => host.address === address)
