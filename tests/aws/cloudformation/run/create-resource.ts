import type { Step } from '../differences.ts'
import { addressOf, type Resource, rootOf } from '../model.ts'
import { duration, pause } from '../script.ts'
import type { Process } from '../timeline.ts'
import { takeFailure, tellResource } from './operation.ts'
import { type Progress, recordOf } from './progress.ts'

/** Types that tell when they are configured and only wait to be consistent; which ones do is assumed. */
const TELLS_CONFIGURED = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::EC2::VPCEndpoint',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
])

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.'

/**
 * CREATE_IN_PROGRESS without a physical id, CREATE_IN_PROGRESS with it, CREATE_COMPLETE; in place of the last one
 * CREATE_FAILED. Where it replaces another resource all these begin with UPDATE.
 */
export function* create(step: Step, progress: Progress): Process<boolean> {
  const { operation, stack, halted } = progress
  const { type, physicalId } = step.resource
  const record = begin(step, progress)
  const tell = teller(step, progress, record)
  const { initiated, configured, end } = timesOf(step, progress)
  const failure = takeFailure(operation, stack, record, 'create')
  const fails = failure?.after ?? end
  /** Whether the resource gets from one moment to another, both counted from its first event. */
  function* reach(to: number, from: number, isLast: boolean): Process<boolean> {
    const until = failure ? (isLast ? fails : Math.min(to, fails)) : to
    yield { ms: until - from, until: halted }
    if (halted()) tell('FAILED', `Resource ${step.action === 'replace' ? 'update' : 'creation'} cancelled`)
    else if (failure && (fails < to || isLast)) tell('FAILED', failure.reason)
    else return true
    return false
  }
  if (!(yield* reach(initiated, 0, false))) return false
  record.physicalId = physicalId
  tell('IN_PROGRESS', 'Resource creation Initiated')
  if (!(yield* reach(configured, initiated, configured === end))) return false
  if (TELLS_CONFIGURED.has(type))
    tell('IN_PROGRESS', 'Eventual consistency check initiated', 'CONFIGURATION_COMPLETE')
  if (configured < end && !(yield* reach(end, configured, true))) return false
  tell('COMPLETE')
  return true
}

/** The first event. */
function begin(step: Step, progress: Progress): Resource {
  const { operation, stack } = progress
  const record = recordOf(step, progress)
  const old = step.action === 'replace' ? step.current : undefined
  if (old) {
    stack.update?.superseded.push(old)
    record.physicalId = old.physicalId
    tellResource(operation, stack, record, 'UPDATE_IN_PROGRESS', REPLACING)
  } else tellResource(operation, stack, record, 'CREATE_IN_PROGRESS')
  return record
}

const teller =
  ({ action }: Step, { operation, stack }: Progress, record: Resource) =>
  (status: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED', reason?: string, detailedStatus?: string) =>
    tellResource(
      operation,
      stack,
      record,
      `${action === 'replace' ? 'UPDATE' : 'CREATE'}_${status}`,
      reason,
      detailedStatus,
    )

/** When a resource has its id, when it is configured, and when it is done; express mode waits no longer than it must. */
function timesOf({ resource }: Step, { operation, stack }: Progress) {
  const { logicalId, type } = resource
  const { script } = operation.state
  const total = duration(script, addressOf(stack, logicalId), type, 'create')
  const initiated = Math.min(pause(script, 'initiated'), total)
  const configured = TELLS_CONFIGURED.has(type) ? Math.max(initiated, Math.round((total * 2) / 3)) : total
  return { initiated, configured, end: rootOf(stack).mode === 'EXPRESS' ? configured : total }
}
