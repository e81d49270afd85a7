import type { Resource } from '../../template/region.ts'
import type { TextValue } from '../../template/value.ts'
import type { Deployment, Stage } from './api-things.ts'
import type { Shape } from './fields.ts'
import { attributeOf } from './identity.ts'
import { readEach, type Source } from './source.ts'
import type { Assumption } from './unmodelled.ts'

const DEPLOYMENT: Shape = {
  name: 'AWS::ApiGateway::Deployment',
  touches: 'api',
  read: ['RestApiId', 'StageName'],
  irrelevant: ['Description'],
}
const STAGE: Shape = {
  name: 'AWS::ApiGateway::Stage',
  touches: 'api',
  read: ['RestApiId', 'DeploymentId', 'StageName'],
  irrelevant: [
    'AccessLogSetting',
    'CacheClusterEnabled',
    'CacheClusterSize',
    'Description',
    'DocumentationVersion',
    // Throttling refuses for a moment, not for good.
    'MethodSettings',
    'Tags',
    'TracingEnabled',
    'Variables',
  ],
}

/** The deployments, and the stages of every API by the API's id. */
export function readStages(source: Source, assumptions: Assumption[]) {
  const inline: { api: string; stage: Stage }[] = []
  const deployments = readEach(source, DEPLOYMENT, (fields, thing, { dependsOn }): Deployment | undefined => {
    const [api, name] = [fields.needed('RestApiId'), fields.text('StageName')]
    const deployment = api && { ...thing, api, dependsOn }
    if (deployment && name)
      inline.push({ api: api.text, stage: { name, deployment, through: undefined, at: thing.at } })
    return deployment
  })
  const stages = readEach(source, STAGE, (fields, thing) => {
    const [api, name, id] = [
      fields.needed('RestApiId'),
      fields.needed('StageName'),
      fields.needed('DeploymentId'),
    ]
    if (!api || !name || !id) return undefined
    const { deployment, through } = served(source, id, deployments, assumptions)
    if (!deployment) fields.unmodelled('a stage that serves a deployment made elsewhere', id.at)
    return { api: api.text, stage: { name, deployment, through, at: thing.at } }
  })
  return { deployments, stages: [...inline, ...stages] }
}

/** The deployment that a stage serves: named by it, or by a custom resource that was given its id. */
function served(
  source: Source,
  id: TextValue,
  deployments: readonly Deployment[],
  assumptions: Assumption[],
) {
  const direct = deployments.find((one) => one.id === id.text)
  if (direct) return { deployment: direct, through: undefined }
  const redeploy = source.region.resources.find(
    (one) => isCustom(one) && attributeOf(source.region, one, 'DeploymentId') === id.text,
  )
  const given = redeploy?.properties.entries.get('DeploymentId')
  const deployment = deployments.find((one) => given?.kind === 'text' && one.id === given.text)
  if (!redeploy || !deployment) return { deployment: undefined, through: undefined }
  assumptions.push({
    id: 'redeploy-returns-deployment',
    sentence: `${redeploy.address} returns a deployment of the same methods and policy as ${deployment.address}`,
    at: redeploy.at,
  })
  return { deployment, through: redeploy.address }
}

/** One assumption for each custom resource: its function may change anything that its role lets it. */
export function customResourceAssumptions({ region }: Source): Assumption[] {
  return region.resources.filter(isCustom).map((one) => ({
    id: 'custom-resource-changes-nothing',
    sentence: `${one.address} (${one.type}) changes neither the network nor a policy`,
    at: one.at,
  }))
}

const isCustom = ({ type }: Resource): boolean =>
  type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::')
