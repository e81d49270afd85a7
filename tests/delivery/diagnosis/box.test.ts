import { plain } from '../../../scripts/command/paint.ts'
import { failureText } from '../../../scripts/delivery/diagnosis/failure-text.ts'
import { type Line, story } from '../events/story.ts'

const ROOT = 'dist/main.yaml'
const NEXT = ['npm run plan', 'npm run deploy, once it is cured']
const box = (isDrawn: boolean, ...lines: Line[]) =>
  failureText(story(...lines), ROOT, NEXT, { isLive: isDrawn, paint: plain })

const conflict =
  'Resource handler returned message: "private-dns-enabled cannot be set because there is already a conflicting DNS domain for execute-api.us-east-1.amazonaws.com in the VPC vpc-0a1b2c3d"'

const failed: Line[] = [
  [0, '/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  [72, 'SecurePrivateApiVpc/ApiEndpoint', 'CREATE_FAILED', conflict],
  [73, 'SecurePrivateApi/Greeter', 'CREATE_FAILED', 'itself'],
  [73, 'SecurePrivateApi/Api', 'CREATE_FAILED', 'Resource creation cancelled'],
  [90, 'SecurePrivateApiVpc/Vpc', 'DELETE_FAILED', 'busy'],
]

test('the whole of it, plain', () => {
  const told = box(false, ...failed).replace(/:\d+$/gm, ':LINE')
  expect(told).toBe(`Root cause
  resource     SecurePrivateApiVpc › ApiEndpoint
  type         AWS::EC2::VPCEndpoint
  status       CREATE_FAILED at +01:12 from the start
  reason       Resource handler returned message: "private-dns-enabled cannot be set because there
               is already a conflicting DNS domain for execute-api.us-east-1.amazonaws.com in the
               VPC vpc-0a1b2c3d"
  declared at  dist/secure-private-api-vpc.yaml:LINE
               templates/secure-private-api-vpc.ts:LINE
  why          The VPC has an execute-api endpoint with private DNS already, and takes only one.
  cure         Use that one (ExistingVpcEndpointId and what goes with it); npm run doctor shows
               which it is.
  also failed  SecurePrivateApi › Greeter: itself
  cancelled    1 more, because of it
  left behind  SecurePrivateApiVpc › Vpc (Vpc-1)
  next         npm run plan
               npm run deploy, once it is cured
`)
})

test('drawn, every line is as wide as the box, whatever AWS sends', () => {
  const arn = `arn:aws:lambda:us-east-1:111122223333:function:${'x'.repeat(300)}`
  const lines = box(true, [1, 'Greeter', 'CREATE_FAILED', `bad\u001B[31m ${arn}\r\nand\tmore`])
    .trimEnd()
    .split('\n')
  expect(new Set(lines.map((line) => [...line].length))).toEqual(new Set([100]))
  expect(lines[0]).toMatch(/^┌─ Root cause ─+┐$/)
  expect(lines.at(-1)).toMatch(/^└─+┘$/)
  expect(lines.slice(1, -1).every((line) => /^│ .* │$/.test(line))).toBe(true)
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
})

test('many others are counted', () => {
  const many = Array.from({ length: 12 }, (_, index): Line => [index, `Vpc/R${index}`, 'CREATE_FAILED', 'x'])
  expect(box(false, ...many)).toMatch(/also failed {2}Vpc › R1: x\n[\s\S]*Vpc › R8: x\n +and 3 more\n/)
})

test('where nothing is told it says so', () => {
  expect(box(false)).toBe(
    'Root cause\n  reason       No event tells of a failure.\n  next         npm run plan\n               npm run deploy, once it is cured\n',
  )
  expect(box(false, [1, 'Vpc', 'CREATE_FAILED'])).toContain('reason       CloudFormation gives none.')
})
