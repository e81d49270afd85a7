import fc from 'fast-check'
import { diagnose } from '../../../scripts/delivery/diagnosis/root-cause.ts'
import { type Event, nameOf } from '../../../scripts/delivery/events/event.ts'
import { type Line, story } from '../events/story.ts'

const CANCELLED = 'Resource creation cancelled'
const names = (events: readonly Event[]) => events.map(nameOf)

/** A nested stack fails; its sibling inside and a sibling outside are cancelled; both stacks turn back. */
const nestedFailure: Line[] = [
  [0, '/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  [2, 'SecurePrivateApi', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
  [3, 'SecurePrivateApi/', 'CREATE_IN_PROGRESS', 'User Initiated'],
  [
    9,
    'SecurePrivateApi/Deployment',
    'CREATE_FAILED',
    "Private REST API doesn't have a resource policy attached to it",
  ],
  [9, 'SecurePrivateApi/Greeter', 'CREATE_FAILED', CANCELLED],
  [
    10,
    'SecurePrivateApi/',
    'ROLLBACK_IN_PROGRESS',
    'The following resource(s) failed to create: [Deployment, Greeter]. Rollback requested by user.',
  ],
  [
    30,
    'SecurePrivateApi',
    'CREATE_FAILED',
    'Embedded stack arn:aws:… was not successfully created: The following resource(s) failed to create: [Deployment, Greeter].',
  ],
  [30, 'Vpc', 'CREATE_FAILED', CANCELLED],
  [
    31,
    '/',
    'ROLLBACK_IN_PROGRESS',
    'The following resource(s) failed to create: [SecurePrivateApi, Vpc]. Rollback requested by user.',
  ],
  [40, 'SecurePrivateApi/GreeterSecurityGroup', 'DELETE_FAILED', 'resource sg-1 has a dependent object'],
  [41, 'SecurePrivateApi', 'DELETE_FAILED', 'Embedded stack … was not successfully deleted'],
]

test('the cause is the first leaf that failed; the others are told apart', () => {
  const diagnosis = diagnose(story(...nestedFailure))
  expect(diagnosis.cause && nameOf(diagnosis.cause)).toBe('SecurePrivateApi › Deployment')
  expect(diagnosis).toMatchObject({ alsoFailed: [], cancelled: 2 })
  expect(names(diagnosis.leftBehind)).toEqual(['SecurePrivateApi › GreeterSecurityGroup'])
})

test('events that come late, twice and in any order change nothing', () => {
  const events = story(...nestedFailure)
  const answer = diagnose(events)
  fc.assert(
    fc.property(fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }), (mixed) => {
      expect(diagnose(mixed)).toEqual(answer)
    }),
  )
})

test('what fails by itself later is listed, each resource once', () => {
  const { cause, alsoFailed } = diagnose(
    story(
      [1, 'Vpc', 'UPDATE_FAILED', 'first'],
      [2, 'Greeter', 'UPDATE_FAILED', 'second'],
      [9, 'Vpc', 'UPDATE_FAILED', 'again, in the rollback'],
    ),
  )
  expect(cause?.reason).toBe('first')
  expect(alsoFailed.map(({ reason }) => reason)).toEqual(['second'])
})

describe('a nested stack as a resource of its parent', () => {
  test('is the cause while nothing inside is known to have failed', () => {
    const { cause } = diagnose(
      story(
        [1, '/', 'CREATE_IN_PROGRESS'],
        [2, 'SecurePrivateApi', 'CREATE_FAILED', 'S3 error: Access Denied'],
        [3, '/', 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [SecurePrivateApi].'],
      ),
    )
    expect(cause && nameOf(cause)).toBe('SecurePrivateApi')
  })

  test('is none where the stack inside tells by itself what is wrong', () => {
    const why = 'Parameter validation failed: parameter value vpc-1 for parameter name VpcId does not exist.'
    const { cause, alsoFailed } = diagnose(
      story(
        [3, 'SecurePrivateApi/', 'ROLLBACK_IN_PROGRESS', why],
        [4, 'SecurePrivateApi', 'CREATE_FAILED', 'Embedded stack … was not successfully created'],
      ),
    )
    expect(cause).toMatchObject({ reason: why, isOwn: true })
    expect(alsoFailed).toEqual([])
  })

  test('is the cause when only cancelled ones and leftovers are inside', () => {
    const { cause } = diagnose(
      story(
        [3, 'SecurePrivateApi/Greeter', 'CREATE_FAILED', CANCELLED],
        [4, 'SecurePrivateApi', 'CREATE_FAILED', 'it timed out'],
        [5, 'SecurePrivateApi/Greeter', 'DELETE_FAILED', 'busy'],
      ),
    )
    expect(cause?.reason).toBe('it timed out')
  })

  test('is not taken for the outside of a stack with a longer name', () => {
    const { cause } = diagnose(
      story(
        [4, 'SecurePrivateApi', 'CREATE_FAILED', 'itself'],
        [5, 'SecurePrivateApiVpc/Vpc', 'CREATE_FAILED', 'other'],
      ),
    )
    expect(cause?.reason).toBe('itself')
  })
})

test.each(['Resource creation cancelled', 'Resource update cancelled', 'Resource deletion canceled'])(
  '%s is no cause',
  (reason) => {
    expect(diagnose(story([1, 'Vpc', 'UPDATE_FAILED', reason]))).toMatchObject({
      cause: undefined,
      cancelled: 1,
    })
  },
)

describe('where no resource failed the stack itself is the cause', () => {
  test.each<[string, Line[], string]>([
    [
      'somebody cancelled the update',
      [
        [0, '/', 'UPDATE_IN_PROGRESS', 'User Initiated'],
        [5, '/', 'UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated'],
        [6, 'Vpc', 'UPDATE_FAILED', 'Resource update cancelled'],
      ],
      'User Initiated',
    ],
    [
      'a parameter is wrong',
      [[1, '/', 'ROLLBACK_IN_PROGRESS', 'Parameter validation failed: parameter value x']],
      'Parameter validation failed: parameter value x',
    ],
    [
      'a hook refused it',
      [[1, '/', 'CREATE_FAILED', 'The following hook(s) failed: [Our::Hook]']],
      'The following hook(s) failed: [Our::Hook]',
    ],
  ])('%s', (_, lines, reason) =>
    expect(diagnose(story(...lines)).cause).toMatchObject({ reason, isOwn: true }),
  )
})

describe('what could not be deleted', () => {
  const undeleted: Line = [9, 'GreeterSecurityGroup', 'DELETE_FAILED', 'resource sg-1 has a dependent object']

  test('is the cause of a deletion that failed', () => {
    const { cause, leftBehind } = diagnose(
      story([0, '/', 'DELETE_IN_PROGRESS', 'User Initiated'], undeleted, [
        10,
        '/',
        'DELETE_FAILED',
        'The following …',
      ]),
    )
    expect(cause?.logicalId).toBe('GreeterSecurityGroup')
    expect(leftBehind).toEqual([])
  })

  test('is left behind by an update that went well', () => {
    const lines: Line[] = [[0, '/', 'UPDATE_IN_PROGRESS'], undeleted, [10, '/', 'UPDATE_COMPLETE']]
    expect(diagnose(story(...lines))).toMatchObject({
      cause: undefined,
      leftBehind: [{ logicalId: 'GreeterSecurityGroup' }],
    })
  })

  test('is left behind by a failed creation that deletes its stack', () => {
    const { cause } = diagnose(
      story([1, 'Vpc', 'CREATE_FAILED', 'why'], [2, '/', 'DELETE_IN_PROGRESS', 'User Initiated'], undeleted),
    )
    expect(cause?.reason).toBe('why')
  })

  test('in a nested stack it is the leaf', () => {
    const { cause, alsoFailed } = diagnose(
      story(
        [0, '/', 'DELETE_IN_PROGRESS'],
        [9, 'SecurePrivateApi/GreeterSecurityGroup', 'DELETE_FAILED', 'busy'],
        [10, 'SecurePrivateApi/', 'DELETE_FAILED', 'The following …'],
        [11, 'SecurePrivateApi', 'DELETE_FAILED', 'Embedded stack …'],
      ),
    )
    expect(cause && nameOf(cause)).toBe('SecurePrivateApi › GreeterSecurityGroup')
    expect(alsoFailed).toEqual([])
  })
})

test('of nothing there is nothing to say', () => {
  expect(diagnose([])).toEqual({
    cause: undefined,
    alsoFailed: [],
    cancelled: 0,
    leftBehind: [],
    startedAt: 0,
  })
  expect(diagnose(story([0, '/', 'CREATE_COMPLETE'])).cause).toBeUndefined()
})
