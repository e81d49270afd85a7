import { remove, rename, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (name: string, old: string, now: string) => within(name, replace(old, now))

/** The API's type, its routes, its stage and what that serves. */
export const api: readonly Harmful[] = [
  {
    id: 'the API is regional',
    file,
    edit: swap('Api', '- PRIVATE', '- REGIONAL'),
    expect: ['public-is-public'],
  },
  {
    id: 'the API is edge-optimized',
    file,
    edit: swap('Api', '- PRIVATE', '- EDGE'),
    expect: ['public-is-public'],
  },
  {
    id: 'the API is silent about its type, so it is edge-optimized',
    file,
    edit: swap(
      'Api',
      `      EndpointConfiguration:
        Types:
          - PRIVATE
        VpcEndpointIds:
          - !Ref VpcEndpointId
`,
      '',
    ),
    expect: ['public-is-public'],
  },
  {
    id: 'the method asks nobody to sign, whatever the parameter says',
    file,
    edit: swap('GetGreeter', '!Ref Authorization', 'NONE'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the method asks everybody to sign, whatever the parameter says',
    file,
    edit: swap('GetGreeter', '!Ref Authorization', 'AWS_IAM'),
    expect: ['only-signed-principals'],
  },
  {
    id: 'the method asks an authorizer, which the model has not',
    file,
    edit: swap('GetGreeter', '!Ref Authorization', 'CUSTOM\n      AuthorizerId: a1b2c3'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the method is ANY',
    file,
    edit: swap('GetGreeter', 'HttpMethod: GET', 'HttpMethod: ANY'),
    expect: ['only-api-invokes'],
  },
  {
    id: 'the method is POST',
    file,
    edit: swap('GetGreeter', 'HttpMethod: GET', 'HttpMethod: POST'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the path is whatever follows: {proxy+}',
    file,
    edit: swap('GreeterResource', 'PathPart: greeter', 'PathPart: "{proxy+}"'),
    expect: ['only-api-invokes'],
  },
  {
    id: 'the path is another',
    file,
    edit: swap('GreeterResource', 'PathPart: greeter', 'PathPart: greeting'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the path begins at the root',
    file,
    edit: swap('GreeterResource', '!Ref AreaResource', '!GetAtt Api.RootResourceId'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the method is on the area instead of the greeter',
    file,
    edit: swap('GetGreeter', '!Ref GreeterResource', '!Ref AreaResource'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the stage has another name than the policy says',
    file,
    edit: swap('Stage', 'StageName: miztiik', 'StageName: prod'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the stage serves a deployment that is not in the templates',
    file,
    edit: swap('Stage', '!GetAtt Redeploy.DeploymentId', 'a1b2c3'),
    expect: ['deployment-follows'],
  },
  {
    id: 'the stage keeps its deployment when a parameter of the policy changes',
    file,
    edit: swap('Stage', '!GetAtt Redeploy.DeploymentId', '!Ref Deployment18bf8faa79'),
    expect: ['deployment-follows'],
  },
  {
    id: 'the API is not deployed again when the corporate block changes',
    file,
    edit: within('Redeploy', remove('        - !Ref CorporateCidr\n')),
    expect: ['deployment-follows'],
  },
  {
    id: 'the API is not deployed again when the endpoint changes',
    file,
    edit: within('Redeploy', remove('        - !Ref VpcEndpointId\n')),
    expect: ['deployment-follows'],
  },
  {
    id: 'the API is not deployed again when the authorization changes',
    file,
    edit: within('Redeploy', remove('        - !Ref Authorization\n')),
    expect: ['deployment-follows'],
  },
  {
    id: 'the Deployment keeps its logical id',
    file,
    edit: rename('Deployment18bf8faa79', 'Deployment'),
    expect: ['deployment-follows'],
  },
  {
    id: 'the Deployment does not wait for the method',
    file,
    edit: within('Deployment18bf8faa79', remove('    DependsOn:\n      - GetGreeter\n')),
    expect: ['deployment-follows'],
  },
  {
    id: 'the Deployment waits for something else',
    file,
    edit: swap('Deployment18bf8faa79', '- GetGreeter', '- RequestValidator'),
    expect: ['deployment-follows'],
  },
]
