import { customResource, type Work } from '../../handlers/custom-resource.ts'
import { context, event } from './lambda-events.ts'
import { type ResponseServer, responseServer } from './response-server.ts'
import { captureStdout } from './stdout.ts'

let server: ResponseServer
let stdout: ReturnType<typeof captureStdout>
beforeEach(async () => {
  server = await responseServer()
  stdout = captureStdout()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await server.close()
})

const made: Work = async () => ({ physicalId: 'new-id', data: { Sentence: 'fine' } })
const broken: Work = async () => {
  throw new Error('The API is public.')
}
const hanging: Work = () => new Promise(() => undefined)

async function answerTo(work: Work, type: 'Create' | 'Update' | 'Delete', fields = {}, remaining?: number) {
  await customResource(work)(event(type, { ...fields, ResponseURL: server.url }), context(remaining))
  expect(server.received).toHaveLength(1)
  return server.answers()[0]
}

describe('customResource', () => {
  it('echoes whom it answers', async () => {
    const { StackId, RequestId, LogicalResourceId } = event('Create')
    expect(await answerTo(made, 'Create')).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'new-id',
      StackId,
      RequestId,
      LogicalResourceId,
      Data: { Sentence: 'fine' },
    })
  })

  const failed = { Status: 'FAILED', Reason: 'The API is public.' }
  it.each([
    { type: 'Create', work: made, answer: { Status: 'SUCCESS', PhysicalResourceId: 'new-id' } },
    { type: 'Update', work: made, answer: { Status: 'SUCCESS', PhysicalResourceId: 'known-id' } },
    { type: 'Delete', work: made, answer: { Status: 'SUCCESS', PhysicalResourceId: 'known-id' } },
    { type: 'Create', work: broken, answer: { ...failed, PhysicalResourceId: 'Probe-never-created' } },
    { type: 'Update', work: broken, answer: { ...failed, PhysicalResourceId: 'known-id' } },
    { type: 'Delete', work: broken, answer: { ...failed, PhysicalResourceId: 'known-id' } },
  ] as const)(
    'answers $answer.Status as $answer.PhysicalResourceId to a $type',
    async ({ type, work, answer }) => {
      expect(await answerTo(work, type)).toMatchObject(answer)
    },
  )

  it('deletes what was never created without doing any work', async () => {
    const work = jest.fn(broken)
    const { PhysicalResourceId } = await answerTo(broken, 'Create')
    server.received.length = 0
    expect(await answerTo(work, 'Delete', { PhysicalResourceId })).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId,
    })
    expect(work).not.toHaveBeenCalled()
  })

  it.each([
    { name: 'a string', thrown: 'odd', reason: 'odd' },
    { name: 'an error without text', thrown: new TypeError(), reason: 'TypeError' },
    { name: 'undefined', thrown: undefined, reason: 'undefined' },
  ])('gives a reason even if the work throws $name', async ({ thrown, reason }) => {
    expect(await answerTo(() => Promise.reject(thrown), 'Create')).toMatchObject({
      Status: 'FAILED',
      Reason: reason,
    })
  })

  it('fails when work throws before it has begun', async () => {
    const work = () => {
      throw new Error('at once')
    }
    expect(await answerTo(work, 'Create')).toMatchObject({ Status: 'FAILED', Reason: 'at once' })
  })

  it.each([10_000, 0])('fails work that still runs with %i ms left', async (remaining) => {
    expect(await answerTo(hanging, 'Update', {}, remaining)).toMatchObject({
      Status: 'FAILED',
      Reason: 'worker ran out of time.',
      PhysicalResourceId: 'known-id',
    })
  })

  it.each([made, broken])('logs what it answered, and never the presigned URL', async (work) => {
    await answerTo(work, 'Create')
    expect(stdout.lines()).toEqual([
      expect.objectContaining({ request: 'Create', resource: 'Probe', requestId: 'request-1' }),
    ])
    expect(stdout.text()).not.toMatch(/secret|127\.0\.0\.1/)
  })

  it('throws if CloudFormation cannot be told, so that Lambda invokes it again', async () => {
    await server.close()
    server = await responseServer([403])
    const told = customResource(made)(event('Create', { ResponseURL: server.url }), context())
    await expect(told).rejects.toThrow('The answer did not reach CloudFormation (HTTP 403).')
  })
})
