import { StackStatus } from '@aws-sdk/client-cloudformation'
import { STATES, stateOf } from '../../../scripts/delivery/stack/states.ts'

const those = (fits: (status: StackStatus) => boolean) => Object.values(StackStatus).filter(fits).toSorted()

test('success is exactly what is made, updated or imported', () =>
  expect(those((status) => STATES[status].outcome === 'success')).toEqual([
    'CREATE_COMPLETE',
    'IMPORT_COMPLETE',
    'UPDATE_COMPLETE',
    // Done, while what was replaced is removed.
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  ]))

test('a stack is busy exactly while something is in progress that is no review', () =>
  expect(those((status) => STATES[status].isBusy)).toEqual(
    those((status) => status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS'),
  ))

test('whoever is busy is waited for, by deploy and by destroy', () => {
  for (const status of those((one) => STATES[one].isBusy))
    expect([status, STATES[status].deploy, STATES[status].destroy]).toEqual([status, 'wait', 'wait'])
})

test('what failed is never updated as if nothing had been, unless it was rolled back', () =>
  expect(
    those((status) => STATES[status].outcome === 'failure' && STATES[status].deploy === 'update'),
  ).toEqual(['IMPORT_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']))

test('a status that nobody knows is an error', () =>
  expect(() => stateOf('PAUSED')).toThrow('a stack status that this version does not know: PAUSED'))
