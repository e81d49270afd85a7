import { type Reason, type Theorem, unless } from './theorem.ts'

export const deploymentFollows: Theorem = {
  id: 'deployment-follows',
  kind: 'validity',
  sentence: 'the stage serves a deployment that waits for all methods and is named after its content',
  severity: 'error',
  assumes: ['deployment-is-current', 'custom-resources'],
  touches: ['api'],
  check({ api }) {
    const objections = api.stages.flatMap(({ deployment, at }): Reason[] => {
      if (!deployment) return [{ text: 'the stage serves a deployment that no template makes', at }]
      const awaited = new Set(deployment.dependsOn)
      const missed = api.methods.filter(
        ({ address }) => !awaited.has(address) && !awaited.has(address.split('/').at(-1) ?? ''),
      )
      const named = /[0-9a-f]{8,}$/i.test(deployment.address)
      return [
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
