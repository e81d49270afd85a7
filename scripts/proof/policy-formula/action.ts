import type { Selection } from '../../access/policy/document.ts'
import type { TextValue } from '../../template/value.ts'
import { FALSE, type Formula, TRUE } from '../logic/formula.ts'
import { glob, matches } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Scope } from './subject.ts'
import { isAscii } from './text.ts'

/** Whether Action or NotAction covers `execute-api:Invoke`; IAM compares actions without regard to case. */
export function coversAction({ not, items }: Selection<TextValue>, { variables }: Scope): Formula {
  const listed = items.map(({ text, at }) => {
    if (!isAscii(text)) throw new Unsupported(`the action '${text}' is not known in full`, at)
    if (variables && text.includes('${'))
      throw new Unsupported(`the action '${text}' has a policy variable`, at)
    return matches(glob(text, true), 'execute-api:Invoke')
  })
  return listed.includes(true) === not ? FALSE : TRUE
}
