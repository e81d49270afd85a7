import type { Source } from '../command/options.ts'
import { openConcrete } from '../command/region.ts'
import { casesOf, solverFor } from '../proof/cases.ts'
import type { Subject } from '../proof/subject.ts'
import { symbolic } from '../template/names.ts'

/** The APIs as the proof has them, with the values of the parameters that the lab has; those it cannot read left out. */
export function subjectsOf({ templates, parameters }: Source): Map<string, Subject> {
  const names = symbolic()
  const stacks = openConcrete(templates, parameters)
  return new Map(
    casesOf(stacks, names, solverFor(names)).flatMap(({ address, subject }): [string, Subject][] =>
      'text' in subject ? [] : [[address, subject]],
    ),
  )
}
