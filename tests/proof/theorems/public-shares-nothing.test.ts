import { because, kindOf, outcome } from './outcome.ts'
import { add, edited, small, swap } from './small.ts'

const id = 'public-shares-nothing'
const open = (target: string) =>
  add(`
  Open:
    Type: AWS::ApiGateway::RestApi
    Properties: { EndpointConfiguration: { Types: [REGIONAL] } }
  GetOpen:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Open
      ResourceId: !GetAtt Open.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${target}.Arn}/invocations
  Other:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn }
`)
test('holds where the public API has a function of its own', () =>
  expect(kindOf(id, edited(open('Other')))).toBe('PROVED'))
test('fails where it has the same, at its method', () =>
  expect(outcome(id, edited(open('Greeter')))).toMatchObject({
    kind: 'REFUTED',
    because: because('Greeter is also behind the public Open', 'GetOpen:'),
  }))
test('is not about private APIs alone', () =>
  expect(outcome(id, small)).toMatchObject({
    kind: 'NOT APPLICABLE',
    because: because('there is no public API'),
  }))
test('UNKNOWN where the public API invokes a version', () =>
  expect(
    outcome(id, edited(open('Greeter'), swap('${Greeter.Arn}/', '${Greeter.Arn}:1/', 'GetOpen'))),
  ).toMatchObject({
    kind: 'UNKNOWN',
    because: because('which function GET / invokes', 'Uri:'),
  }))
test('UNKNOWN where the function has a URL, or an HTTP API may lead to it', () => {
  for (const type of ['AWS::Lambda::Url', 'AWS::ApiGatewayV2::Api'])
    expect(outcome(id, edited(open('Other'), add(`  More:\n    Type: ${type}\n`)))).toMatchObject({
      kind: 'UNKNOWN',
      because: because(`${type} (More) is not modelled`, 'More:'),
    })
})
