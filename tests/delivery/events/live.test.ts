import { Terminal as Screen } from '@xterm/headless'
import { displayFor } from '../../../scripts/delivery/events/display.ts'
import { type Line, story } from './story.ts'
import { keptTerminal, setClock } from './terminal.ts'

/** A display on a terminal that is drawn as a real one draws, line feeds as its driver makes them. */
function watching(columns = 80, rows = 12) {
  const screen = new Screen({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: true,
    scrollback: 500,
  })
  const { terminal, text } = keptTerminal({
    isLive: true,
    columns: () => screen.cols,
    rows: () => screen.rows,
    write: (piece) => {
      kept.push(piece)
      screen.write(piece)
    },
  })
  const kept: string[] = []
  const { clock, at } = setClock()
  const display = displayFor(terminal, clock, { stackName: 'secure-private-api' })
  const settled = () => new Promise<void>((done) => screen.write('', done))
  const lines = async () => {
    await settled()
    const { active } = screen.buffer
    const all = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true) ?? '',
    )
    return all.join('\n').trimEnd().split('\n')
  }
  return { screen, display, at, lines, raw: () => kept.join(''), text, settled }
}

const BEGUN: Line[] = [
  [0, '/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  [1, 'Vpc', 'CREATE_IN_PROGRESS'],
  [2, 'SecurePrivateApi', 'CREATE_IN_PROGRESS'],
  [3, 'SecurePrivateApi/', 'CREATE_IN_PROGRESS'],
  [4, 'SecurePrivateApi/Api', 'CREATE_IN_PROGRESS'],
]

test('what is in progress stands below with running times, what ended scrolls above', async () => {
  const { display, at, lines } = watching()
  at(4)
  display.show(story(...BEGUN))
  expect(await lines()).toEqual([
    '+00:04 secure-private-api: 2 in progress, 0 done',
    '         3 s  Vpc  CREATE_IN_PROGRESS  AWS::EC2::VPC',
    '         0 s  SecurePrivateApi › Api  CREATE_IN_PROGRESS  AWS::ApiGateway::Res…',
  ])
  at(9)
  display.tick()
  expect(await lines()).toEqual([
    '+00:09 secure-private-api: 2 in progress, 0 done',
    '         8 s  Vpc  CREATE_IN_PROGRESS  AWS::EC2::VPC',
    '         5 s  SecurePrivateApi › Api  CREATE_IN_PROGRESS  AWS::ApiGateway::Res…',
  ])
  at(12)
  display.show(
    story(
      [12, 'Vpc', 'CREATE_COMPLETE'],
      [
        12,
        'SecurePrivateApi/Api',
        'CREATE_IN_PROGRESS',
        undefined,
        { DetailedStatus: 'CONFIGURATION_COMPLETE' },
      ],
    ),
  )
  expect(await lines()).toEqual([
    '+00:12 ✓ Vpc  AWS::EC2::VPC  CREATE_COMPLETE  11 s',
    '+00:12 secure-private-api: 1 in progress, 1 done',
    '         8 s  SecurePrivateApi › Api  CREATE_IN_PROGRESS  CONFIGURATION_COMPLE…',
  ])
})

test('at the end the block is gone, the lines stay, and the cursor is there again', async () => {
  const { display, lines, raw } = watching()
  display.show(story(...BEGUN, [9, 'Vpc', 'CREATE_COMPLETE']))
  display.end()
  expect(await lines()).toEqual(['+00:09 ✓ Vpc  AWS::EC2::VPC  CREATE_COMPLETE  8 s'])
  expect(raw().split('\u001B[?25l')).toHaveLength(2)
  expect(raw().endsWith('\u001B[?25h')).toBe(true)
})

test('what happens in the middle of hundreds of lines leaves no line of the block behind', async () => {
  const { display, at, lines } = watching(60, 8)
  for (let second = 0; second < 200; second++) {
    at(second)
    display.show(
      story(
        [second, `R${second}`, 'CREATE_IN_PROGRESS'],
        ...(second > 5 ? [[second, `R${second - 5}`, 'CREATE_COMPLETE'] as Line] : []),
      ),
    )
    display.tick()
  }
  display.end()
  const all = await lines()
  // A line that is longer than the screen is wide goes on in the next.
  expect(all.filter((line) => line.startsWith('+'))).toHaveLength(194)
  expect(all.join('\n')).not.toMatch(/in progress|IN_PROGRESS/)
})

test('the block is no higher than the screen, and its lines no longer', async () => {
  const { display, screen, lines } = watching(40, 6)
  display.show(
    story(
      ...Array.from({ length: 30 }, (_, index): Line => [index, `Resource${index}`, 'CREATE_IN_PROGRESS']),
    ),
  )
  display.tick()
  const all = await lines()
  expect(all).toHaveLength(4)
  expect(all.at(-1)).toBe('  and 28 more')
  expect(Math.max(...all.map((line) => line.length))).toBeLessThan(40)
  expect(screen.buffer.active.baseY).toBe(0)
})

test('on a terminal made narrower in the meantime nothing is left of the wider block', async () => {
  const { display, screen, lines, settled } = watching(80, 12)
  display.show(story(...BEGUN))
  await settled()
  screen.resize(30, 12)
  display.tick()
  display.end()
  expect(await lines()).toEqual([''])
})

test('what AWS says moves no cursor and writes no title', async () => {
  const { display, lines, raw } = watching(120, 12)
  const hostile = 'x\u001B[2J\u001B]0;title\u0007\u009B1;1H\r\u202Eevil'
  display.show(story([0, `Greeter${hostile}`, 'CREATE_IN_PROGRESS'], [1, 'Vpc', 'CREATE_FAILED', hostile]))
  expect((await lines())[0]).toMatch(
    /^\+00:01 ✗ Vpc {2}AWS::EC2::VPC {2}CREATE_FAILED: x\uFFFD\[2J\uFFFD\]0;title/,
  )
  display.end()
  const moves = Array.from({ length: 9 }, (_, lines) => `\u001B[${lines}A`)
  const ours = ['\u001B[?25l', '\u001B[?25h', '\u001B[J', '\r', '\n', ...moves]
  const theirs = ours.reduce((text, sequence) => text.replaceAll(sequence, ''), raw())
  expect(theirs).not.toMatch(/\p{Cc}|\u202E/u)
})
