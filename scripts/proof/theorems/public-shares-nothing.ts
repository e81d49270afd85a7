import { functionsOf } from './functions.ts'
import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

export const publicSharesNothing: Theorem = {
  id: 'public-shares-nothing',
  kind: 'safety',
  sentence: 'no function behind the private API is behind a public one too',
  severity: 'error',
  assumes: ['open-world'],
  touches: ['api', 'function'],
  check(subject) {
    const others = subject.apis.apis.filter(({ type }) => type.text !== 'PRIVATE')
    if (others.length === 0) return notApplicable('there is no public API')
    const own = new Set(functionsOf(subject).map(({ target }) => target.address))
    const objections = others.flatMap((api): Reason[] =>
      functionsOf({ ...subject, api })
        .filter(({ target }) => own.has(target.address))
        .map(({ target, methods }) => ({
          text: `${target.address} is also behind the public ${api.address}`,
          at: methods[0]?.at ?? target.at,
        })),
    )
    return unless(objections)
  },
}
