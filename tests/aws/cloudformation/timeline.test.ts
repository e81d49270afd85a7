import { type Process, Timeline } from './timeline.ts'

test('each step takes place when it was due, however late somebody looks', () => {
  const timeline = new Timeline(0)
  const told: string[] = []
  function* tick(name: string, ms: number): Process {
    for (const count of [1, 2]) {
      yield { ms }
      told.push(`${name}${count} at ${timeline.now}`)
    }
  }
  timeline.start(tick('a', 20))
  timeline.start(tick('b', 15))
  timeline.advance(35)
  expect(told).toEqual(['b1 at 15', 'a1 at 20', 'b2 at 30'])
  expect([timeline.now, timeline.due]).toEqual([35, 40])
})

test('what waits for something goes on at the moment it is there', () => {
  const timeline = new Timeline(0)
  let ready = false
  let seen = 0
  timeline.start(
    (function* (): Process {
      yield { until: () => ready }
      seen = timeline.now
    })(),
  )
  timeline.start(
    (function* (): Process {
      yield { ms: 7 }
      ready = true
    })(),
  )
  timeline.advance(100)
  expect(seen).toBe(7)
})

test('a wait for a time or for something ends with whichever comes first', () => {
  const timeline = new Timeline(0)
  let stopped = false
  const ends: number[] = []
  function* wait(): Process {
    yield { ms: 10, until: () => stopped }
    ends.push(timeline.now)
  }
  timeline.start(wait())
  timeline.advance(10)
  timeline.start(wait())
  timeline.advance(13)
  stopped = true
  timeline.advance(14)
  expect(ends).toEqual([10, 13])
})
