import { addResource, insert, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'unsecure-public-api.yaml'
const own = 'secure-private-api.yaml'
const REGIONAL = `      EndpointConfiguration:
        Types:
          - REGIONAL
`
const URI = 'Uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/'

/** The negative control must fail when the public API is closed, and the two share nothing. */
export const publicApi: readonly Harmful[] = [
  {
    id: 'the public API is private',
    file,
    edit: within('Api', replace('- REGIONAL', '- PRIVATE')),
    expect: ['nothing-dead'],
  },
  {
    id: 'the public API denies whatever comes through no endpoint',
    file,
    edit: within(
      'Api',
      insert(
        REGIONAL,
        `      Policy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
          - Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition:
              Null:
                aws:SourceVpce: "true"
`,
      ),
    ),
    expect: ['public-is-public'],
  },
  {
    id: 'the public API allows nobody',
    file,
    edit: within(
      'Api',
      insert(
        REGIONAL,
        `      Policy:
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
`,
      ),
    ),
    expect: ['public-is-public'],
  },
  {
    id: 'a public API beside the private one invokes its greeter',
    file: own,
    edit: addResource(`  OpenApi:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: open
      EndpointConfiguration:
        Types:
          - REGIONAL
  OpenGet:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref OpenApi
      ResourceId: !GetAtt OpenApi.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        ${URI}\${Greeter.Arn}/invocations
`),
    expect: ['public-shares-nothing'],
  },
  {
    id: 'the public API of the demo invokes the greeter of the private one',
    file: own,
    edit: within('Greeter', insert('    Properties:\n', '      FunctionName: shared-greeter\n')),
    also: [
      {
        file,
        edit: within(
          'GetGreeter',
          replace(
            '${Greeter.Arn}',
            'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:shared-greeter',
          ),
        ),
      },
    ],
    expect: ['public-shares-nothing'],
  },
]
