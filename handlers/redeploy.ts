import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { createDeployment } from './create-deployment.ts'
import { customResource } from './custom-resource.ts'
import { log } from './log.ts'
import { stringProperty } from './properties.ts'

const client = new APIGatewayClient({})
const description = 'Taken because the policy or a method of the API changed'

/**
 * The deployment that a stage should serve, as `DeploymentId`. A stage serves a snapshot, and CloudFormation
 * takes no new one when only a parameter changed that ends up in the resource policy or a method.
 *
 * On Create it is the template's own deployment, which is as new as the API. On every Update it is a new one:
 * after a rollback the template's own may hold what parameters said before an earlier update.
 */
export const handler = customResource(async (event) => {
  const physicalId = event.LogicalResourceId
  if (event.RequestType === 'Delete') return { physicalId }
  if (event.RequestType === 'Create') {
    return { physicalId, data: { DeploymentId: stringProperty(event.ResourceProperties, 'DeploymentId') } }
  }
  const restApi = stringProperty(event.ResourceProperties, 'RestApiId')
  const id = await createDeployment(
    (restApiId) => client.send(new CreateDeploymentCommand({ restApiId, description })),
    restApi,
  )
  log('INFO', 'Redeployed', { restApi, deployment: id })
  return { physicalId, data: { DeploymentId: id } }
})
