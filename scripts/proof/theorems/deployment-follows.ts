import { declared } from '../../template/declared.ts'
import { parametersBehind, parametersHeld } from '../../template/parameters-in.ts'
import type { Region } from '../../template/region.ts'
import { entriesOf } from '../../template/tree.ts'
import type { Place, Value } from '../../template/value.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Subject } from '../subject.ts'
import { type Reason, type Theorem, unless } from './theorem.ts'

export const deploymentFollows: Theorem = {
  id: 'deployment-follows',
  kind: 'validity',
  sentence: 'the stage serves a deployment that waits for all methods and is named after its content',
  severity: 'error',
  assumes: ['deployment-is-current', 'custom-resources'],
  touches: ['api'],
  check(subject) {
    const { api } = subject
    const objections = api.stages.flatMap(({ deployment, through, at }): Reason[] => {
      if (!deployment) return [{ text: 'the stage serves a deployment that no template makes', at }]
      const awaited = new Set(deployment.dependsOn)
      const missed = api.methods.filter(
        ({ address }) => !awaited.has(address) && !awaited.has(address.split('/').at(-1) ?? ''),
      )
      const named = /[0-9a-f]{8,}$/i.test(deployment.address)
      return [
        ...forgotten(subject, through, at),
        ...missed.map((method) => ({
          text: `${deployment.address} does not wait for ${method.address}`,
          at: deployment.at,
        })),
        ...(named
          ? []
          : [
              {
                text: `${deployment.address} keeps its name when policy or methods change, so the stage keeps serving the old ones`,
                at: deployment.at,
              },
            ]),
      ]
    })
    return unless(objections)
  },
}

/**
 * Parameters of the policy and the methods that make no new deployment when they change: only a resource that is given
 * them and whose result the stage serves can take a new snapshot then.
 */
function forgotten(subject: Subject, through: string | undefined, at: Place): Reason[] {
  const { api, region } = subject
  const taker = region.resources.find(({ address }) => address === through)
  const written = forgottenAsWritten(subject, through, taker?.at ?? at)
  if (written.length > 0) return written
  // Behind attributes and outputs only the values show them.
  const watched = new Set(taker ? parametersIn(taker.properties, region) : [])
  const used = api.policy ? parametersIn(api.policy, region) : []
  return [...new Set(used)]
    .filter((name) => !watched.has(name))
    .map((name) => ({
      text: `a new value of ${name} changes the policy, and the stage keeps serving the old one`,
      at: taker?.at ?? at,
    }))
}

/** The same by what the template of the API refers to, so that a parameter is seen whose values are cases. */
function forgottenAsWritten(subject: Subject, through: string | undefined, at: Place): Reason[] {
  const { evaluation } = subject.region
  const taker = through === undefined ? undefined : declared(through, evaluation)
  const properties = taker?.declaration.properties
  const held = taker && properties ? parametersHeld(properties, taker.scope) : new Set<string>()
  return deployed(subject).flatMap(({ address, node, scope, at: place }): Reason[] => {
    // Each stack has its own names for what it is passed.
    if (taker && scope !== taker.scope)
      throw new Unsupported(`a deployment of ${address} that a resource of another stack takes`, place)
    const missing = [...parametersBehind(node, scope)].filter((name) => !held.has(name))
    return missing.flatMap((name) => [
      { text: `a new value of ${name} changes ${address}, and the stage keeps serving the old one`, at },
      { text: `${name} is used here`, at: place },
    ])
  })
}

const DEPLOYED = new Set(['AWS::ApiGateway::Resource', 'AWS::ApiGateway::Method'])

/** What a snapshot of the API is made of, as written: its policy, its routes and methods. */
function deployed({ api, region }: Subject) {
  const addresses = region.resources.flatMap(({ address, type, properties }) => {
    const owner = DEPLOYED.has(type) ? properties.entries.get('RestApiId') : undefined
    return owner?.kind === 'text' && owner.text === api.id ? [address] : []
  })
  return [api.address, ...addresses].flatMap((address) => {
    const { declaration, scope } = declared(address, region.evaluation) ?? {}
    const isApi = address === api.address
    const node = isApi ? entriesOf(declaration?.properties).get('Policy') : declaration?.properties
    if (!declaration || !scope || !node) return []
    return [{ address: isApi ? `the policy of ${address}` : address, node, scope, at: declaration.at }]
  })
}

/** The parameters that a value holds. */
function parametersIn(value: Value, region: Region): string[] {
  switch (value.kind) {
    case 'text':
      return region.symbols
        .in(value.text)
        .filter(({ what }) => what.kind === 'parameter')
        .map(({ name }) => name)
    case 'list':
      return value.items.flatMap((item) => parametersIn(item, region))
    case 'map':
      return [...value.entries.values()].flatMap((item) => parametersIn(item, region))
    default:
      return []
  }
}
