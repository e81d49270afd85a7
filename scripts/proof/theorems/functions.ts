import { type Method, namesFunction, type Thing } from '../../access/model/index.ts'
import type { TextValue } from '../../template/value.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Subject } from '../subject.ts'

/**
 * The functions that an API's methods invoke, each with those methods.
 *
 * @throws Unsupported for a method that invokes one that is not known: a version or alias, or one made elsewhere
 */
export function functionsOf({ apis, api }: Subject): { target: Thing; methods: Method[] }[] {
  const invoked = api.methods.flatMap((method) => {
    const { type, uri } = method.integration ?? {}
    const name = /:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri?.text ?? '')?.[1]
    if (name === undefined && type?.text !== 'AWS_PROXY') return []
    const target = apis.functions.find((one) => name !== undefined && namesFunction(one, name))
    if (!target)
      throw new Unsupported(`which function ${method.verb.text} ${method.path} invokes`, uri?.at ?? method.at)
    return { target, method }
  })
  return [...new Set(invoked.map(({ target }) => target))].map((target) => ({
    target,
    methods: invoked.filter((one) => one.target === target).map(({ method }) => method),
  }))
}

/** The security groups of a function in a VPC; undefined for one outside every VPC. */
export function groupsOf({ network, region }: Subject, { address, at }: Thing): TextValue[] | undefined {
  const made = region.resources.find((resource) => resource.address === address)
  const config = made?.properties.entries.get('VpcConfig')
  if (!config) return undefined
  const listed = config.kind === 'map' ? config.entries.get('SecurityGroupIds') : undefined
  if (config.kind === 'unknown' || listed?.kind === 'unknown')
    throw new Unsupported(`the security groups of ${address} are not known`, listed?.at ?? config.at)
  const groups = listed?.kind === 'list' ? listed.items : listed ? [listed] : []
  return groups.map((group) => {
    if (group.kind === 'text' && network.groups.some(({ id }) => id === group.text)) return group
    throw new Unsupported(`a security group of ${address} is not in the templates`, group.at ?? at)
  })
}
