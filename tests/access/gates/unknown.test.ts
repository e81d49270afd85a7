import type { Declared } from '../network/region.ts'
import { api, changed, small, withPolicy } from '../network/small.ts'
import { lineOf, send } from './calls.ts'

const base: Record<string, Declared> = { ...small, ...api }
const policy = (...statements: Record<string, unknown>[]) => withPolicy(base, ...statements)

describe('what the model has no answer to is unknown, with its line', () => {
  test.each<[string, Record<string, Declared>, string]>([
    ['a policy that cannot be read', policy({ Effect: 'Perhaps' }), 'Api'],
    ['an authorizer', changed(base, 'GetPets', { AuthorizationType: 'CUSTOM' }), 'GetPets'],
    [
      'a role that the integration takes',
      changed(base, 'GetPets', {
        Integration: {
          Type: 'AWS_PROXY',
          Uri: 'arn:aws:apigateway:us-east-1:lambda:path/x',
          Credentials: 'arn:aws:iam::111122223333:role/x',
        },
      }),
      'GetPets',
    ],
    ['a group made elsewhere', changed(base, 'Endpoint', { SecurityGroupIds: ['sg-0123'] }), 'Endpoint'],
    [
      'a stage that serves what is made elsewhere',
      changed(base, 'Stage', { DeploymentId: 'abc123' }),
      'Stage',
    ],
  ])('%s', (_, resources, logicalId) => {
    const { verdict, answer, lines } = send(resources)
    expect({ verdict, answer, lines }).toEqual({
      verdict: 'unknown',
      answer: undefined,
      lines: [lineOf(base, logicalId)],
    })
  })
})
