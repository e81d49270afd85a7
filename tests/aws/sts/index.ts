import { awsQuery } from '../protocol/aws-query.ts'
import type { Place, Service } from '../service.ts'

export const sts = ({ account }: Place, user: string): Service => ({
  protocol: awsQuery('https://sts.amazonaws.com/doc/2011-06-15/'),
  dialect: 'query',
  actions: { GetCallerIdentity: () => ({ Arn: user, UserId: 'AIDACKCEVSQ6C2EXAMPLE', Account: account }) },
  permission: ({ action }) => ({ action: `sts:${action}`, resource: '*' }),
})
