import type { StackStatus } from '@aws-sdk/client-cloudformation'
import { stateOf } from '../../stack/states.ts'
import { DEPLOYS } from '../../status/words.ts'
import { bad, type Check, type Finding, ok, warning } from '../check.ts'

export const stackState: Check = {
  name: 'stack',
  looksAt: 'DescribeStacks',
  run: async ({ stack, stackName }) => judged(stackName, (await stack())?.StackStatus),
}

/** @param status undefined where there is no such stack */
export function judged(name: string, status: StackStatus | undefined): Finding {
  if (status === undefined) return ok(`there is no ${name}: npm run deploy makes it`)
  const { deploy } = stateOf(status)
  const found = `${name} is ${status}: npm run deploy ${DEPLOYS[deploy]}`
  if (deploy === 'create' || deploy === 'update') return ok(found)
  if (deploy === 'destroy-first') return bad(found, 'Remove what is left of it: npm run destroy')
  if (deploy === 'wait') return warning(found, 'See what goes on: npm run watch')
  return warning(found, 'See what happened: npm run events -- --failed')
}
