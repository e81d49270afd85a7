import { bad, type Check, type Finding, ok, warning } from '../check.ts'

export const concurrency: Check = {
  name: 'functions',
  looksAt: 'Lambda GetAccountSettings',
  applies: ({ types }) => types.has('AWS::Lambda::Function'),
  async run({ aws }) {
    const { GetAccountSettingsCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
    const { AccountLimit } = await aws.open(LambdaClient).send(new GetAccountSettingsCommand({}))
    return judged(AccountLimit?.UnreservedConcurrentExecutions ?? 0, AccountLimit?.ConcurrentExecutions ?? 0)
  },
}

/** As many as the stage lets through at a moment by default would want one each. */
const ENOUGH = 10

export function judged(free: number, all: number): Finding {
  const found = `${free} of ${all} concurrent executions are not reserved`
  if (free === 0)
    return bad(found, 'Give back what other functions have reserved: this stack’s run in what is left.')
  if (free < ENOUGH)
    return warning(found, 'Callers beyond that are throttled: have the quota of Lambda raised.')
  return ok(found)
}
