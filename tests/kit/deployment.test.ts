import { pinDeployments } from '../../templates/kit/deployment.ts'
import type { CloudFormation } from '../../templates/kit/index.ts'

/** A REST API with one method, a deployment of it and a stage. */
function api(change: (resources: CloudFormation['Resources']) => void = () => {}): CloudFormation {
  const Resources: CloudFormation['Resources'] = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Policy: { Statement: [{ Effect: 'Deny' }] } } },
    Path: { Type: 'AWS::ApiGateway::Resource', Properties: { PathPart: 'greeter' } },
    Get: { Type: 'AWS::ApiGateway::Method', Properties: { Integration: { Uri: 'a' } } },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      DependsOn: ['Get'],
      Properties: { RestApiId: { Ref: 'Api' } },
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      DependsOn: 'Deployment',
      Properties: { DeploymentId: { Ref: 'Deployment' }, ThrottlingRateLimit: 10 },
    },
  }
  change(Resources)
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: '',
    Metadata: {},
    Parameters: {},
    Resources,
    Outputs: { Id: { Value: { Ref: 'Deployment' } } },
  }
}
const deploymentOf = (template: CloudFormation) =>
  Object.keys(pinDeployments(template).Resources).find((id) => id.startsWith('Deployment'))
const properties = (resources: CloudFormation['Resources'], id: string) =>
  resources[id]?.Properties as { [name: string]: unknown }

describe('the logical id of a Deployment', () => {
  it.each<[string, (resources: CloudFormation['Resources']) => void]>([
    ['the resource policy', (r) => Object.assign(properties(r, 'Api'), { Policy: {} })],
    ['a route', (r) => Object.assign(properties(r, 'Path'), { PathPart: 'other' })],
    ['an integration', (r) => Object.assign(properties(r, 'Get'), { Integration: { Uri: 'b' } })],
    ['the authorization', (r) => Object.assign(properties(r, 'Get'), { AuthorizationType: 'AWS_IAM' })],
  ])('changes with %s', (_, change) => {
    expect(deploymentOf(api(change))).not.toBe(deploymentOf(api()))
  })

  it('stays when only the stage changes: its settings are live', () => {
    const faster = api((r) => Object.assign(properties(r, 'Stage'), { ThrottlingRateLimit: 20 }))
    expect(deploymentOf(faster)).toBe(deploymentOf(api()))
  })

  it('is followed by all that refers to it', () => {
    const pinned = pinDeployments(api())
    const id = deploymentOf(api())
    expect(pinned.Resources.Stage?.DependsOn).toBe(id)
    expect(pinned.Resources.Stage?.Properties.DeploymentId).toEqual({ Ref: id })
    expect(pinned.Outputs).toEqual({ Id: { Value: { Ref: id } } })
  })

  it('is refused to a Deployment that does not wait for all methods', () => {
    const hasty = api((r) => {
      r.Post = { Type: 'AWS::ApiGateway::Method', Properties: {} }
    })
    expect(() => pinDeployments(hasty)).toThrow('Deployment must depend on the methods: Post')
  })
})
