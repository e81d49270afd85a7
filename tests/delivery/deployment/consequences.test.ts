import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plain } from '../../../scripts/command/paint.ts'
import { consequencesOf } from '../../../scripts/delivery/deployment/consequences.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'

const folder = mkdtempSync(join(tmpdir(), 'consequences-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function of(body: string, region = 'us-east-1') {
  const file = join(folder, 'template.yaml')
  writeFileSync(file, body)
  return consequencesOf(openStacks([file]), region, plain)
}

test('a template that makes no API breaks nothing, and is not called proved', () => {
  const { broken, text } = of('Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n')
  expect(broken).toEqual([])
  expect(text).not.toContain('proved in the model')
})

test.each([
  [
    'a nested template that is not here',
    'Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: https://b.s3.amazonaws.com/not-here.yaml }\n',
    /the template of the nested stack Inner was not found {2}.*template\.yaml:2/,
  ],
  [
    'a Transform',
    'Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: v1 }\n',
    /a Transform, so what is deployed is not what is written here {2}.*template\.yaml:1/,
  ],
])('%s may make an API that nobody has looked at', (_what, body, why) => {
  const { broken, text } = of(body)
  expect(broken).toEqual(['silence'])
  expect(text).toMatch(why)
})

test('a value that is not known may make an API as well, whatever the default is', () => {
  const secret =
    'Parameters:\n  Mode: { Type: String, NoEcho: true, Default: without }\nConditions:\n  With: !Equals [!Ref Mode, with]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Condition: With\n    Properties: { Name: x, EndpointConfiguration: { Types: [PRIVATE] } }\n'
  expect(of(secret).broken).not.toEqual([])
})

test('an API in another partition than the theorems are about is not proved', () =>
  expect(
    of('Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: { Name: x }\n', 'cn-north-1')
      .broken,
  ).toContain('partition'))
