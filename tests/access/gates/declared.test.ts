import { att, type Declared, join, ref } from '../network/region.ts'
import { api, changed, small, withPolicy } from '../network/small.ts'
import { lineOf, send } from './calls.ts'

const base: Record<string, Declared> = { ...small, ...api }
const policy = (...statements: Record<string, unknown>[]) => withPolicy(base, ...statements)
const permission = (properties: Record<string, unknown>) => changed(base, 'Permission', properties)
const arn = (rest: string) => join('arn:aws:execute-api:us-east-1:111122223333:', ref('Api'), rest)

describe('declared routes', () => {
  const wide = policy({ Effect: 'Allow' })
  const item: Record<string, Declared> = {
    ...permission({ SourceArn: arn('/*') }),
    Api: wide.Api ?? { type: '' },
    Item: {
      type: 'AWS::ApiGateway::Resource',
      properties: { RestApiId: ref('Api'), ParentId: ref('Pets'), PathPart: '{id}' },
    },
    AnyItem: {
      ...base.GetPets,
      type: 'AWS::ApiGateway::Method',
      properties: { ...base.GetPets?.properties, ResourceId: ref('Item'), HttpMethod: 'ANY' },
    },
    Rest: {
      type: 'AWS::ApiGateway::Resource',
      properties: { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: '{proxy+}' },
    },
    PostRest: {
      ...base.GetPets,
      type: 'AWS::ApiGateway::Method',
      properties: { ...base.GetPets?.properties, ResourceId: ref('Rest'), HttpMethod: 'POST' },
    },
  }
  test.each<[string, string, string | undefined]>([
    ['GET', '/pets', 'GetPets'],
    ['GET', '/pets/1', 'AnyItem'],
    ['DELETE', '/pets/1', 'AnyItem'],
    ['POST', '/pets/1', 'AnyItem'],
    ['POST', '/pets', 'PostRest'],
    ['POST', '/a/b/c', 'PostRest'],
    ['GET', '/pets/1/toys', undefined],
    ['GET', '/', undefined],
    ['GET', '/dogs', undefined],
  ])('%s %s is answered by %s', (method, path, logicalId) => {
    const { walked, answer } = send(item, 'client', { method, path })
    const step = walked.steps.find(({ gate }) => gate === 'method')
    if (logicalId === undefined) expect(answer).toBe('403 {"message":"Missing Authentication Token"}')
    else expect(step?.because[0]?.at?.line).toBe(lineOf(item, logicalId))
  })
})
