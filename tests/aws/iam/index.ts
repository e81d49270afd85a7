import { awsQuery } from '../protocol/aws-query.ts'
import { textIn, textsIn } from '../protocol/data.ts'
import type { Service } from '../service.ts'

/** Simulates what the endpoint itself does: all is allowed but what is on its list of denied actions. */
export const iam = (deny: ReadonlySet<string>): Service => ({
  protocol: awsQuery('https://iam.amazonaws.com/doc/2010-05-08/'),
  dialect: 'query',
  actions: {
    SimulatePrincipalPolicy({ parameters }) {
      const resources = textsIn(parameters, 'ResourceArns')
      const results = textsIn(parameters, 'ActionNames').flatMap((action) =>
        (resources.length > 0 ? resources : ['*']).map((resource) => ({
          EvalActionName: action,
          EvalResourceName: resource,
          EvalDecision: deny.has(action) ? 'implicitDeny' : 'allowed',
          MatchedStatements: [],
          MissingContextValues: [],
        })),
      )
      return { EvaluationResults: results, IsTruncated: false }
    },
  },
  permission: ({ action, parameters }) => ({
    action: `iam:${action}`,
    resource: textIn(parameters, 'PolicySourceArn') ?? '*',
  }),
})
