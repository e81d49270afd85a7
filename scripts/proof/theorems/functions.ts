import { type Method, namesFunction, type Thing } from '../../access/model/index.ts'
import type { TextValue } from '../../template/value.ts'
import { Unsupported } from '../logic/unsupported.ts'
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

/** The security groups of a function in a VPC; undefined for one outside every VPC. */
export function groupsOf({ network, region }: Subject, { address, at }: Thing): TextValue[] | undefined {
  const made = region.resources.find((resource) => resource.address === address)
  const config = made?.properties.entries.get('VpcConfig')
  if (!config) return undefined
  const listed = config.kind === 'map' ? config.entries.get('SecurityGroupIds') : undefined
  const groups = listed?.kind === 'list' ? listed.items : []
  return groups.map((group) => {
    if (group.kind === 'text' && network.groups.some(({ id }) => id === group.text)) return group
    throw new Unsupported(`a security group of ${address} is not in the templates`, group.at ?? at)
  })
}
