import { atom, not } from '../logic/formula.ts'
import { accountOf, memberOf } from '../request/routes.ts'
import { REQUEST } from '../request/variables.ts'
import { never } from './ask.ts'
import { notApplicable, type Theorem } from './theorem.ts'

export const onlySignedPrincipals: Theorem = {
  id: 'only-signed-principals',
  kind: 'safety',
  sentence: 'with AWS_IAM, every accepted request is signed by a principal of this account',
  severity: 'error',
  assumes: ['iam-semantics', 'authorization-tables', 'identity-policies', 'deployment-is-current'],
  touches: ['api', 'policy'],
  check(subject) {
    const { methods } = subject.api
    if (!methods.some(({ authorization }) => authorization.text === 'AWS_IAM'))
      return notApplicable('no method asks for AWS_IAM')
    const member = memberOf(accountOf(subject.region))
    return never(subject, not(atom(REQUEST.principal, { kind: 'pattern', pattern: member })))
  },
}
