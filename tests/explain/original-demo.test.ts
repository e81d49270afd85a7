import { edited, explainJson, place } from './explain.ts'

const DEMO = 'tests/explain/fixtures/original-demo.yaml'
const ask = (template: string, ...more: string[]) =>
  explainJson('--from', 'consumer', '--request', 'GET /greeter', '--template', template, ...more)

test("the endpoint is in the VPC's default group, which admits its members only: a timeout", async () => {
  const report = await ask(DEMO)
  expect(report.answer?.text).toBe('curl: (28) Connection timed out')
  const filters = report.gates.find(({ gate }) => gate === 'packet filters')
  expect(filters?.because).toEqual([
    {
      says: expect.stringContaining('Vpc.DefaultSecurityGroup has no ingress rule'),
      at: place(DEMO, 'Vpc:'),
    },
  ])
})

test('with its group on the endpoint, the policy denies everyone: no VPC has the id of an endpoint', async () => {
  const attached = edited(
    DEMO,
    'PrivateDnsEnabled: true',
    'SecurityGroupIds: [!GetAtt OwnGroup.GroupId]\n      PrivateDnsEnabled: true',
  )
  const report = await ask(attached)
  expect(report.answer?.text).toBe('403 not authorized to perform: execute-api:Invoke with an explicit deny')
  const policy = report.gates.find(({ gate }) => gate === 'authorization')
  expect(policy?.because[0]).toEqual({
    says: expect.stringMatching(/aws:SourceVpc is 'vpc-\w+', StringNotEquals 'vpce-\w+'/),
    at: place(attached, '- Sid: DenyAllNonVpc'),
  })
})

test('with both mended, the consumer is accepted', async () => {
  const attached = edited(
    DEMO,
    'PrivateDnsEnabled: true',
    'SecurityGroupIds: [!GetAtt OwnGroup.GroupId]\n      PrivateDnsEnabled: true',
  )
  const mended = edited(attached, 'aws:SourceVpc: !Ref Endpoint', 'aws:SourceVpce: !Ref Endpoint')
  expect(await ask(mended)).toMatchObject({ verdict: 'accepted' })
})
