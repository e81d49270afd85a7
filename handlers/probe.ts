import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'
import { askInside } from './ask-inside.ts'
import { call } from './call.ts'
import { customResource } from './custom-resource.ts'
import { log } from './log.ts'
import { booleanProperty, stringProperty } from './properties.ts'
import { sleep } from './retry.ts'
import { settle } from './settle.ts'
import { type InsideFinding, type Verdict, verdict } from './verdict.ts'

const lambda = new LambdaClient({})

function outcome(finding: InsideFinding): string | number {
  return finding.kind === 'answered' ? finding.status : finding.kind
}

function looker(properties: CloudFormationCustomResourceEvent['ResourceProperties']) {
  const question = { url: stringProperty(properties, 'Url'), signed: booleanProperty(properties, 'Signed') }
  const vpcCidr = stringProperty(properties, 'VpcCidr')
  const FunctionName = stringProperty(properties, 'InsideCaller')
  const invoke = (Payload: string) => lambda.send(new InvokeCommand({ FunctionName, Payload }))
  return async (): Promise<Verdict> => {
    const [inside, outside] = await Promise.all([askInside(invoke, question), call(question)])
    const seen = verdict(inside, outside, vpcCidr)
    log('INFO', 'Looked', { inside: outcome(inside), outside: outcome(outside), verdict: seen.kind })
    return seen
  }
}

/**
 * Fails the stack unless its API answers inside the VPC and nowhere else. It runs outside: a function in
 * a VPC without internet could not answer CloudFormation.
 */
export const handler = customResource(async (event, context) => {
  const physicalId = event.LogicalResourceId
  if (event.RequestType === 'Delete') return { physicalId }
  const clock = { remaining: () => context.getRemainingTimeInMillis(), sleep }
  const last = await settle(looker(event.ResourceProperties), clock)
  if (last.kind !== 'passed') throw new Error(last.reason)
  return { physicalId, data: last.data }
})
