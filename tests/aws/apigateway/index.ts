import { live, textOf } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { restJson } from '../protocol/json.ts'
import type { Service } from '../service.ts'

/** What API Gateway keeps for an account and region as a whole. */
export class ApiGateway {
  /** The role it writes logs with, where no stack has set one. */
  cloudwatchRoleArn: string | undefined
  private readonly state: State

  constructor(state: State) {
    this.state = state
  }

  /** Stacks set it as well, and it stays when they go: the template retains it. */
  get logRole(): string | undefined {
    const [made] = live(this.state, 'AWS::ApiGateway::Account')
    return (made && textOf(made, 'CloudWatchRoleArn')) ?? this.cloudwatchRoleArn
  }
}

export const apigateway = (gateway: ApiGateway): Service => ({
  protocol: restJson([{ method: 'GET', path: /^\/account$/, action: 'GetAccount' }]),
  dialect: 'rest',
  actions: {
    GetAccount: () => ({
      cloudwatchRoleArn: gateway.logRole,
      throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
      features: ['UsagePlans'],
      apiKeyVersion: '4',
    }),
  },
  permission: ({ http, region }) => ({
    action: `apigateway:${http.method}`,
    resource: `arn:aws:apigateway:${region}::${http.path}`,
  }),
})
