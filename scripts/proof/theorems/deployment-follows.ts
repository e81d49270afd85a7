import type { Region } from '../../template/region.ts'
import type { Place, Value } from '../../template/value.ts'
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
 * Parameters of the policy that make no new deployment when they change: only a resource that is given them and whose
 * result the stage serves can take a new snapshot then.
 */
function forgotten({ api, region }: Subject, through: string | undefined, at: Place): Reason[] {
  const taker = region.resources.find(({ address }) => address === through)
  const watched = new Set(taker ? parametersIn(taker.properties, region) : [])
  const used = api.policy ? parametersIn(api.policy, region) : []
  return [...new Set(used)]
    .filter((name) => !watched.has(name))
    .map((name) => ({
      text: `a new value of ${name} changes the policy, and the stage keeps serving the old one`,
      at: taker?.at ?? at,
    }))
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
