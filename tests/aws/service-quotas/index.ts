import { textIn } from '../protocol/data.ts'
import { awsJson } from '../protocol/json.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Service } from '../service.ts'

/** Values by `service/code`, as an account begins with them (Service Quotas console). */
export class Quotas {
  readonly values = new Map([
    ['vpc/L-F678F1CE', 5],
    ['vpc/L-29B6F2EB', 50],
    ['vpc/L-E79EC296', 2500],
    ['lambda/L-B99A9384', 1000],
    ['apigateway/L-01C8A9E0', 600],
    ['cloudformation/L-0485CB21', 2000],
  ])
}

export const serviceQuotas = ({ values }: Quotas): Service => ({
  protocol: awsJson,
  dialect: 'json',
  actions: {
    GetServiceQuota({ parameters }) {
      const service = textIn(parameters, 'ServiceCode') ?? ''
      const code = textIn(parameters, 'QuotaCode') ?? ''
      const value = values.get(`${service}/${code}`)
      if (value === undefined)
        throw new ServiceError(
          'NoSuchResourceException',
          'The request failed because the specified service quota does not exist.',
        )
      return {
        Quota: { ServiceCode: service, QuotaCode: code, Value: value, Adjustable: true, GlobalQuota: false },
      }
    },
  },
  permission: ({ action }) => ({ action: `servicequotas:${action}`, resource: '*' }),
})
