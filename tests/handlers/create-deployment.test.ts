import { createDeployment } from '../../handlers/create-deployment.ts'

const named = (name: string) => Object.assign(new Error(name), { name })
const throttled = named('TooManyRequestsException')

/** API Gateway that throws `errors` in turn before it answers; counts the calls and the pauses. */
function gateway(errors: Error[], id = 'second') {
  const apis: string[] = []
  const slept: number[] = []
  const create = async (api: string) => {
    apis.push(api)
    const error = errors.shift()
    if (error) throw error
    return { id }
  }
  const run = () => createDeployment(create, 'api', async (ms) => slept.push(ms))
  return { apis, slept, run }
}

describe('createDeployment', () => {
  it.each([
    { name: 'nothing is in the way', errors: [], slept: [] },
    { name: 'it is throttled', errors: [throttled, throttled], slept: [5000, 10_000] },
    { name: 'somebody else changes the API', errors: [named('ConflictException')], slept: [5000] },
  ])('returns the id of a new deployment when $name', async ({ errors, slept }) => {
    const api = gateway([...errors])
    expect(await api.run()).toBe('second')
    expect(api.slept).toEqual(slept)
    expect(api.apis).toEqual(Array(errors.length + 1).fill('api'))
  })

  it.each([
    { name: 'a refusal at once', errors: [named('AccessDeniedException')], attempts: 1 },
    { name: 'throttling without end', errors: Array(9).fill(throttled), attempts: 5 },
  ])('gives up on $name', async ({ errors, attempts }) => {
    const api = gateway([...errors])
    await expect(api.run()).rejects.toBe(errors[0])
    expect(api.apis).toHaveLength(attempts)
  })

  it('rejects an answer without an id: a stage must never be pointed at nothing', async () => {
    await expect(gateway([], '').run()).rejects.toThrow('without an id')
  })
})
