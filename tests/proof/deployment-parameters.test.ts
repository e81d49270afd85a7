import { prove } from '../../scripts/proof/prove.ts'
import { opened } from '../template/written.ts'

/** An API whose path, policy and method are parameters. */
const api = (deploymentId: string, more = '') => `
Parameters:
  Endpoint: {Type: String, AllowedPattern: '^vpce-[0-9a-f]{17}$'}
  Authorization: {Type: String, AllowedValues: [NONE, AWS_IAM]}
  Part: {Type: String, AllowedValues: [a, b]}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration: {Types: [PRIVATE]}
      Policy:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', Condition: {StringEquals: {'aws:SourceVpce': !Ref Endpoint}}}
  Resource:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: !Ref Part}
  Get:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Resource, HttpMethod: GET, AuthorizationType: !Ref Authorization, Integration: {Type: MOCK}}
  Deployment0123456789:
    Type: AWS::ApiGateway::Deployment
    DependsOn: [Get]
    Properties: {RestApiId: !Ref Api}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: prod, DeploymentId: ${deploymentId}}
${more}`
const redeploy = (snapshot: string) => `
  Redeploy:
    Type: Custom::Redeploy
    Properties: {DeploymentId: !Ref Deployment0123456789, Snapshot: ${snapshot}}
`
const verdictOn = (files: Record<string, string>) => {
  const found = prove(opened(files)).find(({ theorem }) => theorem.id === 'deployment-follows')
  const because = found && 'because' in found.verdict ? found.verdict.because : []
  return [found?.verdict.kind, because.map(({ text }) => text.replace(/, and.*/, ''))]
}
const taken = (snapshot: string) =>
  verdictOn({ 'main.yaml': api('!GetAtt Redeploy.DeploymentId', redeploy(snapshot)) })

test.each<[snapshot: string, kind: string, forgotten: string[]]>([
  ['[!Ref Endpoint, !Ref Authorization, !Ref Part]', 'PROVED', []],
  ["!Sub '${Endpoint} ${Authorization} ${Part}'", 'PROVED', []],
  [
    '[!Ref Endpoint, !Ref Part]',
    'REFUTED',
    ['a new value of Authorization changes Get', 'Authorization is used here'],
  ],
  [
    '[!Ref Endpoint, !Ref Authorization]',
    'REFUTED',
    ['a new value of Part changes Resource', 'Part is used here'],
  ],
  [
    "[!Select [0, !Split ['-', !Ref Endpoint]], !Ref Authorization, !Ref Part]",
    'REFUTED',
    ['a new value of Endpoint changes the policy of Api', 'Endpoint is used here'],
  ],
])('a new deployment is taken for %s: %s', (snapshot, kind, forgotten) => {
  expect(taken(snapshot)).toEqual([kind, forgotten])
})

test('without such a resource every parameter is forgotten', () => {
  const [kind, forgotten] = verdictOn({ 'main.yaml': api('!Ref Deployment0123456789') })
  expect(kind).toBe('REFUTED')
  expect(forgotten).toHaveLength(6)
})

test('of one in another stack it cannot be told what it is given', () => {
  const nested = `
Parameters: {Id: {Type: String}, Snapshot: {Type: String}}
Resources:
  Redeploy: {Type: 'Custom::Redeploy', Properties: {DeploymentId: !Ref Id, Snapshot: !Ref Snapshot}}
Outputs:
  Id: {Value: !GetAtt Redeploy.DeploymentId}
`
  const child = `
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: child.yaml, Parameters: {Id: !Ref Deployment0123456789, Snapshot: !Ref Authorization}}
`
  const [kind, why] = verdictOn({ 'main.yaml': api('!GetAtt Child.Outputs.Id', child), 'child.yaml': nested })
  expect(kind).toBe('UNKNOWN')
  expect(why).toContain('a deployment of the policy of Api that a resource of another stack takes')
})
