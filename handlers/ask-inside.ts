import type { Question } from './call.ts'
import type { InsideFinding } from './verdict.ts'

const LONGEST_MESSAGE = 200

/** What Lambda's Invoke answers. */
export interface Invocation {
  readonly FunctionError?: string | undefined
  readonly Payload?: Uint8Array
}

function failed(message: unknown): InsideFinding {
  return { kind: 'caller-failed', message: String(message).slice(0, LONGEST_MESSAGE) }
}

function findingOf({ FunctionError, Payload }: Invocation): InsideFinding {
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null')
  if (FunctionError) return failed(answer?.errorMessage ?? FunctionError)
  return typeof answer?.kind === 'string' ? answer : failed('it returned no finding')
}

/** Has the function inside the VPC ask the question. Its failure is a finding, for it may yet recover. */
export async function askInside(
  invoke: (payload: string) => Promise<Invocation>,
  question: Question,
): Promise<InsideFinding> {
  try {
    return findingOf(await invoke(JSON.stringify(question)))
  } catch (error) {
    return failed(error instanceof Error ? error.message : error)
  }
}
