import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { createChangeSet, newName } from '../../../scripts/delivery/change-set/create.ts'

const draft = {
  name: newName(),
  stackName: 'demo',
  type: 'CREATE',
  template: { TemplateBody: 'Resources: {}' },
  parameters: [],
  tags: undefined,
  capabilities: [],
  express: false,
  nested: true,
} as const

/** A client whose calls are refused so. */
const refusing = (name: string): CloudFormationClient => {
  const client = new CloudFormationClient({ region: 'us-east-1' })
  client.send = () => Promise.reject(Object.assign(new Error('refused'), { name }))
  return client
}

test('a name that nobody else has and that is there already is that of a try whose answer was lost', async () => {
  await expect(createChangeSet(refusing('AlreadyExistsException'), draft)).resolves.toBeUndefined()
  await expect(createChangeSet(refusing('ValidationError'), draft)).rejects.toThrow('refused')
})
