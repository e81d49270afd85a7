import { displayFor } from '../../../scripts/delivery/events/display.ts'
import { type Line, story } from './story.ts'
import { keptTerminal, setClock } from './terminal.ts'

const LINES: Line[] = [
  [0, '/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  [2, 'SecurePrivateApi', 'CREATE_IN_PROGRESS'],
  [3, 'SecurePrivateApi/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  [4, 'SecurePrivateApi/Api', 'CREATE_IN_PROGRESS'],
  [6, 'SecurePrivateApi/Api', 'CREATE_IN_PROGRESS', undefined, { DetailedStatus: 'CONFIGURATION_COMPLETE' }],
  [72, 'SecurePrivateApi/Api', 'CREATE_COMPLETE'],
  [73, 'SecurePrivateApi/Deployment', 'CREATE_FAILED', 'no policy\n::error::injected \u001B[31m##[error]'],
  [73, 'SecurePrivateApi/Greeter', 'CREATE_FAILED', 'Resource creation cancelled'],
  [
    74,
    'SecurePrivateApi/',
    'ROLLBACK_IN_PROGRESS',
    'The following resource(s) failed to create: [Deployment].',
  ],
  [80, 'SecurePrivateApi', 'CREATE_FAILED', 'Embedded stack x was not successfully created'],
  [3700, '/', 'ROLLBACK_COMPLETE'],
]

function shown(kind: Parameters<typeof keptTerminal>[0] = {}, lines = LINES) {
  const { terminal, text } = keptTerminal(kind)
  const display = displayFor(terminal, setClock().clock, {
    stackName: 'secure-private-api',
    declared: ({ logicalId }) =>
      logicalId === 'Deployment'
        ? {
            template: { file: 'dist/a.yaml', line: 9, column: 3 },
            module: { file: 'templates/a,b.ts', line: 12, column: 5 },
          }
        : undefined,
  })
  display.show(story(...lines))
  display.end()
  return text()
}

test('a line for each event', () => {
  expect(shown()).toBe(`+00:00 · secure-private-api  AWS::CloudFormation::Stack  CREATE_IN_PROGRESS
+00:02 · SecurePrivateApi  AWS::CloudFormation::Stack  CREATE_IN_PROGRESS
+00:04 · SecurePrivateApi › Api  AWS::ApiGateway::RestApi  CREATE_IN_PROGRESS
+00:06 · SecurePrivateApi › Api  AWS::ApiGateway::RestApi  CREATE_IN_PROGRESS  CONFIGURATION_COMPLETE
+01:12 ✓ SecurePrivateApi › Api  AWS::ApiGateway::RestApi  CREATE_COMPLETE  1 min 8 s
+01:13 ✗ SecurePrivateApi › Deployment  AWS::ApiGateway::Deployment  CREATE_FAILED: no policy ::error::injected \uFFFD[31m##[error]
+01:13 ✗ SecurePrivateApi › Greeter  AWS::Lambda::Function  CREATE_FAILED: Resource creation cancelled
+01:14 ↺ SecurePrivateApi  AWS::CloudFormation::Stack  ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Deployment].
+01:20 ✗ SecurePrivateApi  AWS::CloudFormation::Stack  CREATE_FAILED  1 min 18 s: Embedded stack x was not successfully created
+1:01:40 ↺ secure-private-api  AWS::CloudFormation::Stack  ROLLBACK_COMPLETE  61 min 40 s
`)
})

describe('in GitHub Actions', () => {
  const lines = shown({ isGitHub: true }).split('\n')
  const commands = lines.filter((line) => line.startsWith('::'))

  test('the events are a group, and each failure of its own is marked where it is declared', () => {
    expect(commands).toEqual([
      '::group::Events of secure-private-api',
      '::error file=templates/a%2Cb.ts,line=12,title=SecurePrivateApi › Deployment (AWS%3A%3AApiGateway%3A%3ADeployment)::CREATE_FAILED: no policy%0A::error::injected \uFFFD[31m##[error]',
      '::endgroup::',
    ])
  })
  test('what AWS says is no command, in the older form neither', () => {
    expect(lines.find((line) => line.startsWith('+01:13 ✗ SecurePrivateApi › Deployment'))).not.toContain(
      '##[',
    )
  })
  test('a failure whose place is not known is marked without one', () => {
    expect(shown({ isGitHub: true }, [[0, 'Vpc', 'CREATE_FAILED', '100% sure\r\n2']])).toContain(
      '::error title=Vpc (AWS%3A%3AEC2%3A%3AVPC)::CREATE_FAILED: 100%25 sure%0A2\n',
    )
  })
})

describe('when nothing happens', () => {
  // The clock here is ten minutes ahead of the one that stamps the events.
  const watching = () => {
    const { terminal, text } = keptTerminal()
    const { clock, at } = setClock(600_000)
    const display = displayFor(terminal, clock, { stackName: 'secure-private-api' })
    return { display, at, text }
  }

  test('after half a minute it says what is in progress and how long, then again', () => {
    const { display, at, text } = watching()
    at(6)
    display.show(story(...LINES.slice(0, 5), [5, 'Vpc', 'CREATE_IN_PROGRESS']))
    const before = text()
    at(35)
    display.tick()
    expect(text()).toBe(before)
    at(36)
    display.tick()
    at(37)
    display.tick()
    expect(text().slice(before.length)).toBe(
      '+00:36 … in progress: SecurePrivateApi › Api (32 s), Vpc (31 s)\n',
    )
    at(66)
    display.tick()
    expect(text()).toMatch(/\n\+01:06 … in progress: .*\n$/)
  })

  test('many are counted', () => {
    const { display, at, text } = watching()
    display.show(story(...Array.from({ length: 9 }, (_, i): Line => [0, `R${i}`, 'CREATE_IN_PROGRESS'])))
    at(31)
    display.tick()
    expect(text()).toMatch(/R4 \(31 s\), and 4 more\n$/)
  })

  test('and before the first event, that nothing was heard', () => {
    const { display, at, text } = watching()
    at(30)
    display.tick()
    expect(text()).toBe('+00:00 … nothing heard yet\n')
  })
})
