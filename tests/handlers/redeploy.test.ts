import { load } from './bundle.ts'
import { context, event } from './lambda-events.ts'
import { type ResponseServer, responseServer } from './response-server.ts'
import { captureStdout } from './stdout.ts'

type Handler = (event: unknown, context: unknown) => Promise<void>

const properties = {
  RestApiId: 'api',
  DeploymentId: 'first',
  CorporateCidr: '10.0.0.0/8',
}

class Command {
  readonly input: unknown
  constructor(input: unknown) {
    this.input = input
  }
}

let server: ResponseServer
beforeEach(async () => {
  server = await responseServer()
  captureStdout()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await server.close()
})

async function answerTo(type: 'Create' | 'Update' | 'Delete', fields: object) {
  const sent: unknown[] = []
  const sdk = {
    CreateDeploymentCommand: class CreateDeployment extends Command {},
    APIGatewayClient: class {
      async send(command: Command) {
        sent.push(command.input)
        return { id: 'second' }
      }
    },
  }
  const handler = load<Handler>('redeploy', { fetch, modules: { '@aws-sdk/client-api-gateway': sdk } })
  await handler(event(type, { ...fields, ResponseURL: server.url }), context())
  return { sent, answer: server.answers()[0] }
}

describe('the redeploy handler', () => {
  it.each([
    { name: 'a parameter', changed: { CorporateCidr: '10.1.0.0/16' } },
    // Forth, or back after a failed update: then the template's own holds what was true long ago.
    { name: 'the deployment of the template', changed: { DeploymentId: 'before' } },
    { name: 'the API', changed: { RestApiId: 'before' } },
  ])('makes a deployment, for no stage, when $name changed', async ({ changed }) => {
    const { sent, answer } = await answerTo('Update', {
      ResourceProperties: properties,
      OldResourceProperties: { ...properties, ...changed },
    })
    expect(sent).toEqual([{ restApiId: 'api', description: expect.any(String) }])
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'known-id',
      Data: { DeploymentId: 'second' },
    })
  })

  it('takes the deployment of the template when the API is new', async () => {
    const { sent, answer } = await answerTo('Create', { ResourceProperties: properties })
    expect(sent).toEqual([])
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { DeploymentId: 'first' } })
  })

  it('leaves the deployments to the API that goes with them', async () => {
    const { sent, answer } = await answerTo('Delete', { ResourceProperties: properties })
    expect(sent).toEqual([])
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'known-id' })
  })

  it.each(['Create', 'Update'] as const)('fails a %s without the properties it needs', async (type) => {
    const { sent, answer } = await answerTo(type, { ResourceProperties: {} })
    expect(sent).toEqual([])
    expect(answer).toMatchObject({ Status: 'FAILED' })
  })
})
