import { addResource, remove, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (name: string, old: string, now: string) => within(name, replace(old, now))
const SOURCE =
  '      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/miztiik/GET/secure/greeter\n'
const PERMISSION = `  GreeterPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Greeter.Arn
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
${SOURCE}`

/** Who may invoke the greeter. */
export const permissions: readonly Harmful[] = [
  {
    id: 'everybody may invoke the greeter',
    file,
    edit: swap('GreeterPermission', 'Principal: apigateway.amazonaws.com', 'Principal: "*"'),
    expect: ['only-api-invokes'],
  },
  {
    id: 'another service may invoke the greeter instead',
    file,
    edit: swap('GreeterPermission', 'apigateway.amazonaws.com', 'events.amazonaws.com'),
    expect: ['only-api-invokes', 'consumer-is-accepted'],
  },
  {
    id: 'every API of every account may invoke the greeter: no SourceArn',
    file,
    edit: within('GreeterPermission', remove(SOURCE)),
    expect: ['only-api-invokes'],
  },
  {
    id: 'every route of the API may invoke the greeter',
    file,
    edit: swap('GreeterPermission', '/miztiik/GET/secure/greeter', '/*'),
    expect: ['only-api-invokes'],
  },
  {
    id: 'every stage of the API may invoke the greeter',
    file,
    edit: swap('GreeterPermission', '/miztiik/', '/*/'),
    expect: ['only-api-invokes'],
  },
  {
    id: 'every API of the account may invoke the greeter',
    file,
    edit: swap('GreeterPermission', '${Api}/', '*/'),
    expect: ['only-api-invokes'],
  },
  {
    id: 'another API may invoke the greeter instead',
    file,
    edit: swap('GreeterPermission', '${Api}/', 'a1b2c3d4e5/'),
    expect: ['only-api-invokes', 'consumer-is-accepted'],
  },
  {
    id: 'another stage may invoke the greeter instead',
    file,
    edit: swap('GreeterPermission', '/miztiik/', '/prod/'),
    expect: ['only-api-invokes', 'consumer-is-accepted'],
  },
  {
    id: 'another account may invoke the greeter as well',
    file,
    edit: addResource(`  OtherPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Greeter
      Action: lambda:InvokeFunction
      Principal: "111122223333"
`),
    expect: ['only-api-invokes'],
  },
  {
    id: 'the permission is for another action than to invoke',
    file,
    edit: swap('GreeterPermission', 'lambda:InvokeFunction', 'lambda:GetFunction'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the permission is about another function',
    file,
    edit: swap('GreeterPermission', '!GetAtt Greeter.Arn', '!GetAtt RedeployFunction.Arn'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'nobody may invoke the greeter',
    file,
    edit: remove(PERMISSION),
    expect: ['consumer-is-accepted'],
    reliedOn: { file, text: '  GetGreeter:\n' },
  },
  {
    id: 'the method invokes another function, which it may not',
    file,
    edit: swap('GetGreeter', '${Greeter.Arn}', '${RedeployFunction.Arn}'),
    expect: ['consumer-is-accepted'],
  },
]
