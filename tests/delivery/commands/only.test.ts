import { main as deploy } from '../../../scripts/deploy.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const run = (...args: string[]) => deploy(['--stack', 'demo', '--yes', ...args], desk.edge)
const value = async (stack: string, name: string) => {
  const { Parameters = [], Outputs = [] } = (await desk.stack(stack)) ?? {}
  return (
    Parameters.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue ??
    Outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue
  )
}

test('the four of the tutorial, one by one, each wired to those before it', async () => {
  expect(await run('--only', 'public')).toBe(0)
  expect(await run('--only', 'vpc', '--parameters', 'CorporateCidr=192.168.0.0/16')).toBe(0)
  expect(desk.text()).toContain(
    'access: no AWS::ApiGateway::RestApi is made, so nothing is proved of these templates alone\n',
  )
  desk.forget()
  expect(await run('--only', 'private', '--parameters', 'Authorization=AWS_IAM')).toBe(0)
  expect(desk.text()).toMatch(/^ {2}VpcEndpointId = vpce-\w+ {2}\(output of demo-vpc\)$/m)
  expect(desk.text()).toMatch(/^ {2}CorporateCidr = 192\.168\.0\.0\/16 {2}\(parameter of demo-vpc\)$/m)
  expect(desk.text()).toMatch(/access: proved in the model/)
  expect(await run('--only', 'consumer')).toBe(0)
  expect(await value('demo-consumer', 'SecureApiUrl')).toBe(await value('demo-private', 'SecureApiUrl'))
  expect(await value('demo-consumer', 'VpcId')).toBe(await value('demo-vpc', 'VpcId'))
  // Both must ask for the same, or the consumer would not sign.
  expect(await value('demo-consumer', 'Authorization')).toBe('AWS_IAM')
  // None of them needs a bucket.
  expect(desk.aws.calls.count('s3:')).toBe(0)
  desk.forget()
  expect(await run('--only', 'private')).toBe(0)
  expect(desk.text()).toBe('demo-private: no changes\n')
})

test('one whose network is not there says which to deploy first', async () => {
  await expect(run('--only', 'private')).rejects.toThrow(
    'demo-private is wired to demo-vpc, which is not there.\nDeploy that one first: npm run deploy -- --only vpc',
  )
  expect(desk.aws.calls.count('cloudformation:CreateChangeSet')).toBe(0)
})

test.each([
  [['--only', 'network'], "--only 'network' is none of the four.\nThey are public, vpc, private, consumer."],
  [
    ['--only', 'vpc', '--template', 'x.yaml'],
    '--only vpc and --template name two templates.\nLeave one of them out.',
  ],
  [['--stack', '1st'], "--stack '1st' is no name of a stack."],
  [['--recover', 'hope'], "--recover 'hope' is no way to recover."],
  [['--json', '--env'], '--json and --env are two formats.'],
  [['--parameters', 'main:VpcCidr=10.1.0.0/16'], "'main:VpcCidr' is no parameter of a deployment."],
  [['--parameters', 'AWS::Region=eu-west-1'], "'AWS::Region' is no parameter of a deployment."],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('%j is told to be wrong', async (args, message) => {
  await expect(run(...args)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(message),
  })
  expect(desk.aws.calls.count('')).toBe(0)
})
