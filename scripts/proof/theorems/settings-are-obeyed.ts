import { passedTo } from '../../template/parameter-value.ts'
import type { Stack } from '../../template/stacks.ts'
import { asLiteral } from '../../template/tree.ts'
import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

/**
 * A nested stack that is passed nothing takes its default: whoever sets the parameter of that name in the root to
 * AWS_IAM has an API that asks nobody to sign, and no other theorem sees what was wanted.
 */
export const settingsAreObeyed: Theorem = {
  id: 'settings-are-obeyed',
  kind: 'validity',
  sentence: 'a nested stack is passed something for every parameter that its parent has too',
  severity: 'error',
  assumes: [],
  touches: [],
  check({ region: { evaluation } }) {
    const nested = evaluation.stacks.all.filter((stack) => stack.parent && evaluation.made(stack) !== false)
    if (nested.length === 0) return notApplicable('no stack is nested in another')
    return unless(nested.flatMap(ignored))
  },
}

/** Parameters of the parent that a stack of its own goes by another value than. */
function ignored({ address, template, parent }: Stack): Reason[] {
  if (!parent) return []
  return [...template.parameters.values()].flatMap((parameter): Reason[] => {
    const setting = parent.stack.template.parameters.get(parameter.name)
    const passed = passedTo(parent.declaration, parameter.name)
    if (!setting || (passed && !asLiteral(passed))) return []
    const text = `${address} ${passed ? 'always goes by one value' : 'is passed nothing'} for ${parameter.name}`
    return [
      { text, at: passed?.at ?? parent.declaration.at },
      { text: `whatever ${parameter.name} is set to here`, at: setting.at },
    ]
  })
}
