import { privateTheorems } from '../../../scripts/proof/theorems/index.ts'
import { kindOf } from './outcome.ts'

/** What the small template gives no occasion for. */
const OTHERWISE: Record<string, string> = {
  'only-signed-principals': 'NOT APPLICABLE',
  'public-shares-nothing': 'NOT APPLICABLE',
  'corporate-is-accepted': 'NOT APPLICABLE',
  'settings-are-obeyed': 'NOT APPLICABLE',
  'hides-public-apis': 'REFUTED',
}

test.each(privateTheorems.map(({ id }) => [id, OTHERWISE[id] ?? 'PROVED']))(
  'of the small template %s is %s',
  (id, kind) => expect(kindOf(id)).toBe(kind),
)
