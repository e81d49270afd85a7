import type { Step } from '../differences.ts'
import type { Stack } from '../model.ts'
import type { Desired } from '../template/desired.ts'
import type { Process } from '../timeline.ts'
import { create } from './create-resource.ts'
import { makeNested, updateNested } from './nested.ts'
import { failedTo, type Operation } from './operation.ts'
import type { Progress } from './progress.ts'
import { update } from './update-resource.ts'

/** Makes and changes resources, each as soon as those it needs are there. Returns why that failed, if it did. */
export function* converge(
  operation: Operation,
  stack: Stack,
  desired: Desired,
  steps: readonly Step[],
  direction: Progress['direction'],
  stopped: () => boolean,
): Process<string | undefined> {
  const failed: Progress['failed'] = { create: [], update: [] }
  const failure = () => failed.create.length + failed.update.length > 0
  // While it is rolled back nothing is cancelled, and with rollback disabled what does not need the failed goes on.
  const goesOn = direction === 'back' || operation.disableRollback
  const halted = () => stopped() || (failure() && !goesOn)
  const progress: Progress = { operation, stack, desired, direction, done: new Set(), failed, halted }
  const settled = new Set<string>()
  for (const step of steps)
    operation.state.timeline.start(follow(step, progress, settled, new Set(steps.map(idOf))))
  yield { until: () => settled.size === steps.length }
  if (!failure() && !stopped()) return undefined
  return failedTo('create', failed.create) + failedTo('update', failed.update)
}

const idOf = ({ resource }: Step): string => resource.logicalId

function* follow(step: Step, progress: Progress, settled: Set<string>, all: ReadonlySet<string>): Process {
  const { done, halted, direction } = progress
  const { logicalId, needs } = step.resource
  const waitsFor = [...needs].filter((need) => all.has(need))
  // On the way back each is tried, whatever became of those it needs (assumed).
  const isBack = direction === 'back'
  const ready = () => waitsFor.every((need) => (isBack ? settled : done).has(need))
  const hopeless = () => !isBack && waitsFor.some((need) => settled.has(need) && !done.has(need))
  yield { until: () => halted() || ready() || hopeless() }
  if (ready() && !halted() && (yield* take(step, progress))) done.add(logicalId)
  settled.add(logicalId)
}

/** Whether it succeeded. */
function* take(step: Step, progress: Progress): Process<boolean> {
  const { resource, action } = step
  const { stack, failed } = progress
  if (action === 'keep') return true
  stack.update?.touched.add(resource.logicalId)
  const isNested = resource.type === 'AWS::CloudFormation::Stack'
  const isNew = action === 'create' || (action === 'replace' && progress.direction === 'forward')
  const success = isNested
    ? yield* isNew ? makeNested(step, progress) : updateNested(step, progress)
    : yield* isNew ? create(step, progress) : update(step, progress)
  const list = action === 'create' ? failed.create : failed.update
  if (!success) list.push(resource.logicalId)
  return success
}
