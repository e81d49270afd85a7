import { retry, type Sleep } from './retry.ts'

// An account may create one deployment in 5 s; the second kind is two changes of one API at once.
const TEMPORARY = new Set(['TooManyRequestsException', 'ConflictException'])
const DELAYS_MS = [5000, 10_000, 15_000, 20_000]

/** The call to API Gateway that takes a snapshot of an API. */
export type CreateDeployment = (restApiId: string) => Promise<{ readonly id?: string | undefined }>

/** Takes a snapshot of the API as it is now and returns its id. No stage serves it yet. */
export async function createDeployment(
  create: CreateDeployment,
  restApiId: string,
  sleep?: Sleep,
): Promise<string> {
  const isTemporary = (error: unknown) => error instanceof Error && TEMPORARY.has(error.name)
  const { id } = await retry(() => create(restApiId), isTemporary, DELAYS_MS, sleep)
  if (!id) throw new Error(`API Gateway made a deployment of ${restApiId} without an id.`)
  return id
}
