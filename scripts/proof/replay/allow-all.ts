import type { Policy } from '../../access/policy/document.ts'
import type { TextValue } from '../../template/value.ts'

const AT = { file: 'the caller', line: 1, column: 1 }
const star: TextValue = { kind: 'text', text: '*', at: AT }
/** Identity policies of a caller whose own let it do everything. */
export const ALLOW_ALL: Policy = {
  version: '2012-10-17',
  at: AT,
  statements: [
    {
      sid: undefined,
      index: 0,
      effect: 'Allow',
      principals: undefined,
      actions: { not: false, items: [star] },
      resources: { not: false, items: [star] },
      conditions: [],
      at: AT,
    },
  ],
}
