import { live } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { restJson } from '../protocol/json.ts'
import type { Service } from '../service.ts'

/** What Lambda allows an account; new ones begin with 10 concurrent executions. */
export class Lambda {
  concurrentExecutions = 1000
  /** What other functions of the account have reserved. */
  reserved = 0
}

export const lambda = (settings: Lambda, state: State): Service => ({
  protocol: restJson([
    { method: 'GET', path: /^\/2016-08-19\/account-settings\/?$/, action: 'GetAccountSettings' },
  ]),
  dialect: 'rest',
  actions: {
    GetAccountSettings: () => ({
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: settings.concurrentExecutions,
        UnreservedConcurrentExecutions: settings.concurrentExecutions - settings.reserved,
      },
      AccountUsage: { TotalCodeSize: 0, FunctionCount: [...live(state, 'AWS::Lambda::Function')].length },
    }),
  },
  permission: ({ action }) => ({ action: `lambda:${action}`, resource: '*' }),
})
