import type { Api } from '../../scripts/access/model/index.ts'
import { agrees, type Expectation } from '../../scripts/verify/expectation.ts'
import { type Cell, matrixText } from '../../scripts/verify/matrix.ts'

const answer = (status: number) => ({ status, body: '' })
const predicted = (accepted: boolean | undefined, seen: string | undefined): Expectation => ({
  accepted,
  seen,
})

test.each<[string, Expectation, Parameters<typeof agrees>[1], boolean]>([
  ['what was predicted', predicted(true, '200'), answer(200), true],
  ['another status', predicted(false, '403'), answer(500), false],
  ['a 200 that the interpreter expects and the proof does not', predicted(false, '200'), answer(200), false],
  [
    'a refusal that the interpreter expects and the proof does not',
    predicted(true, '403'),
    answer(403),
    false,
  ],
  ['a timeout', predicted(false, 'timeout'), { trouble: 'timeout', detail: '' }, true],
  ['a timeout in place of a refusal', predicted(false, '403'), { trouble: 'timeout', detail: '' }, false],
  ['a 200 where the detail is not settled', predicted(false, undefined), answer(200), false],
])('%s', (_, expectation, happened, expected) => expect(agrees(expectation, happened)).toBe(expected))

test('a cross stands where something else came than predicted, with what was', () => {
  const api = { address: 'Api', type: { text: 'PRIVATE' } } as Api
  const cell = {
    question: { host: 'internet', api, route: 'GET /pets', form: 'default name' },
    expectation: predicted(false, 'no name'),
    happened: '200',
    agrees: false,
  } as Cell
  expect(matrixText([cell])).toMatch(/\n {2}internet {2}GET \/pets +200 ✗ \(no name predicted\)/)
})
