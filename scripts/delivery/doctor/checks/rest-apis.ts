import { bad, type Check, type Finding, ok } from '../check.ts'

/** For regional APIs and for private ones, each; neither can be raised (API Gateway quotas). */
const MOST = 600

export const restApis: Check = {
  name: 'REST APIs',
  looksAt: 'GetRestApis',
  applies: ({ types }) => types.has('AWS::ApiGateway::RestApi'),
  async run({ aws }) {
    const { APIGatewayClient, paginateGetRestApis } = await import('@aws-sdk/client-api-gateway')
    const counts = { REGIONAL: 0, PRIVATE: 0 }
    const pages = paginateGetRestApis({ client: aws.open(APIGatewayClient), pageSize: 500 }, {})
    for await (const { items = [] } of pages)
      for (const { endpointConfiguration } of items) {
        const [type] = endpointConfiguration?.types ?? []
        if (type === 'REGIONAL' || type === 'PRIVATE') counts[type]++
      }
    return judged(counts.REGIONAL, counts.PRIVATE)
  },
}

export function judged(regional: number, isPrivate: number): Finding {
  const found = `${regional} regional and ${isPrivate} private ones of ${MOST} each`
  if (regional < MOST && isPrivate < MOST) return ok(found)
  return bad(found, 'Delete some, or deploy to another region: this quota cannot be raised.')
}
