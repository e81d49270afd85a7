import { join } from 'node:path'
import { readModel } from '../../../scripts/access/gates/index.ts'
import { openRegion } from '../../../scripts/command/region.ts'
import { functionsOf } from '../../../scripts/lab/lambda/index.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { written } from '../../template/written.ts'

/** The functions of templates as the lab gets them; of our own where none is named. */
function read(templates: string[] = [], given: string[] = []) {
  const { region, account } = openRegion(templates, given)
  return functionsOf(region, planOf(readModel(region, account), undefined))
}

/** The function of a template that has these properties. */
function one(properties: object) {
  const Resources = {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Fn: { Type: 'AWS::Lambda::Function', Properties: properties },
  }
  const [config] = read([join(written({ 'a.json': { Resources } }), 'a.json')])
  if (!config) throw new Error('no function')
  return config
}

const INLINE = { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = 1' } }

test('the functions of our templates are those of the plan, with inline code', () => {
  const functions = read([], ['LogLevel=DEBUG'])
  expect(functions.map(({ address, code, handler }) => [address, code.kind, handler])).toEqual([
    ['UnsecurePublicApi/Greeter', 'inline', 'index.handler'],
    ['SecurePrivateApi/Greeter', 'inline', 'index.handler'],
    ['SecurePrivateApi/RedeployFunction', 'inline', 'index.handler'],
    ['ApiConsumer/ProbeFunction', 'inline', 'index.handler'],
    ['ApiConsumer/InsideCaller', 'inline', 'index.handler'],
  ])
  const [greeter] = functions
  expect(greeter).toMatchObject({
    namespace: 'fn0',
    runtimeApi: '169.254.100.1',
    arn: `arn:aws:lambda:us-east-1:111122223333:function:${greeter?.name}`,
    region: 'us-east-1',
    runtime: 'nodejs24.x',
    memory: 128,
    timeout: 10,
    environment: { LOG_LEVEL: 'DEBUG' },
    logGroup: expect.stringContaining('GreeterLogs'),
    logs: { format: 'JSON', level: 'DEBUG' },
  })
})

test('what a template does not say is as CloudFormation has it', () => {
  expect(one(INLINE)).toMatchObject({
    code: { kind: 'inline', text: 'exports.handler = 1' },
    memory: 128,
    timeout: 3,
    environment: {},
    reserved: undefined,
    logGroup: expect.stringMatching(/^\/aws\/lambda\/Fn/),
    logs: { format: 'Text' },
  })
})

test('what a template says is read, numbers and flags in variables as texts', () => {
  const said = {
    FunctionName: 'greeter',
    MemorySize: 512,
    Timeout: '7',
    ReservedConcurrentExecutions: 0,
    Environment: { Variables: { TEXT: 'a', NUMBER: 5, FLAG: true } },
    LoggingConfig: { LogFormat: 'JSON', LogGroup: 'mine' },
  }
  expect(one({ ...INLINE, ...said })).toMatchObject({
    name: 'greeter',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:greeter',
    memory: 512,
    timeout: 7,
    reserved: 0,
    environment: { TEXT: 'a', NUMBER: '5', FLAG: 'true' },
    logGroup: 'mine',
    logs: { format: 'JSON', level: 'INFO' },
  })
})

test('ARNs in China begin with the partition of China', () => {
  const functions = read([], ['AWS::Region=cn-north-1'])
  expect(functions[0]?.arn).toMatch(/^arn:aws-cn:lambda:cn-north-1:/)
})

test.each([
  {
    what: 'code in S3',
    more: { Code: { S3Bucket: 'b', S3Key: 'k' } },
    why: /inline code only .*a\.json:1\d\)$/,
  },
  {
    what: 'an image',
    more: { Code: { ImageUri: 'i' }, Runtime: undefined },
    why: /inline code only .*a\.json:\d+\)$/,
  },
  {
    what: 'Python',
    more: { Runtime: 'python3.14' },
    why: /Node functions only, not python3\.14 .*a\.json:\d+\)$/,
  },
  { what: 'a layer', more: { Layers: ['arn:x'] }, why: /no layers .*a\.json:\d+\)$/ },
  {
    what: 'a variable that is made elsewhere',
    more: { Environment: { Variables: { A: { 'Fn::ImportValue': 'elsewhere' } } } },
    why: /elsewhere.* is not known here .*a\.json:\d+\)$/,
  },
])('a function with $what exists and cannot run', ({ more, why }) => {
  expect(one({ ...INLINE, ...more })).toMatchObject({
    code: { kind: 'none', why: expect.stringMatching(why) },
  })
})
