import fc from 'fast-check'
import { nameOf } from '../../../scripts/delivery/events/event.ts'
import { Timeline } from '../../../scripts/delivery/events/timeline.ts'
import { type Line, story } from './story.ts'

const LINES: Line[] = [
  [0, '/', 'REVIEW_IN_PROGRESS', 'User Initiated'],
  [60, '/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  // Twice: asked for, and begun.
  [62, 'Vpc', 'CREATE_IN_PROGRESS'],
  [65, 'Vpc', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
  [66, 'Vpc', 'CREATE_IN_PROGRESS', undefined, { DetailedStatus: 'CONFIGURATION_COMPLETE' }],
  [74, 'Vpc', 'CREATE_COMPLETE'],
  [75, 'Greeter', 'CREATE_IN_PROGRESS'],
]
const stateOf = (timeline: Timeline) =>
  timeline.running().map(({ event, since }) => [nameOf(event), event.status, timeline.offsetOf(since) / 1000])

test('time begins when the operation does, not with the review of its change set', () => {
  const steps = new Timeline().add(story(...LINES))
  expect(steps.map(({ offset }) => offset / 1000)).toEqual([0, 2, 5, 6, 14, 15])
})

test('what ends has taken as long as since it was first asked for', () => {
  const steps = new Timeline().add(story(...LINES))
  expect(steps.map(({ took }) => took)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    12_000,
    undefined,
  ])
})

test('each event counts once, however often it comes', () => {
  const timeline = new Timeline()
  const events = story(...LINES)
  timeline.add(events)
  expect(timeline.add(events)).toEqual([])
})

test('whatever order they come in, the same is in progress in the end', () => {
  const events = story(...LINES)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.nat(events.length),
      (mixed, cut) => {
        const timeline = new Timeline()
        timeline.add(mixed.slice(0, cut))
        timeline.add(mixed.slice(cut))
        expect(stateOf(timeline)).toEqual([
          ['secure-private-api', 'CREATE_IN_PROGRESS', 0],
          ['Greeter', 'CREATE_IN_PROGRESS', 15],
        ])
      },
    ),
  )
})

test('a resource that is deleted after it failed begins anew, a stack that turns back goes on', () => {
  const timeline = new Timeline()
  timeline.add(
    story(
      [0, '/', 'CREATE_IN_PROGRESS'],
      [1, 'Vpc', 'CREATE_IN_PROGRESS'],
      [9, '/', 'ROLLBACK_IN_PROGRESS'],
      [10, 'Vpc', 'DELETE_IN_PROGRESS'],
    ),
  )
  expect(stateOf(timeline)).toEqual([
    ['secure-private-api', 'ROLLBACK_IN_PROGRESS', 0],
    ['Vpc', 'DELETE_IN_PROGRESS', 10],
  ])
  const [failed] = timeline.add(story([5, 'Vpc', 'CREATE_FAILED', 'late']))
  expect(failed?.took).toBeUndefined()
  expect(stateOf(timeline)).toHaveLength(2)
  const [, deleted] = timeline.add(story([14, 'Greeter', 'DELETE_SKIPPED'], [15, 'Vpc', 'DELETE_COMPLETE']))
  expect(deleted?.took).toBe(5000)
})
