import { conditionTruth } from '../../../scripts/template/conditions.ts'
import { entriesOf, itemsOf, textOf } from '../../../scripts/template/tree.ts'
import { validationError } from './parameters.ts'
import type { Desired } from './template/desired.ts'

/** A template's Rules (user guide, "Rules"); the service's words are assumed, but hold the template's own. */
export function refuseRules({ opened, scope }: Desired): void {
  for (const [name, rule] of opened.template.rules) {
    const condition = entriesOf(rule).get('RuleCondition')
    if (condition && conditionTruth(condition, scope) !== true) continue
    for (const assertion of itemsOf(entriesOf(rule).get('Assertions'))) {
      const claim = entriesOf(assertion).get('Assert')
      if (!claim || conditionTruth(claim, scope) !== false) continue
      const said = textOf(entriesOf(assertion).get('AssertDescription')) ?? name
      throw validationError(`Template validation error: Rule ${name} failed: ${said}`)
    }
  }
}
