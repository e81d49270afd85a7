import { type Check, type Finding, ok, warning } from '../check.ts'
import { isExisting } from '../existing-endpoint.ts'

export const endpointPolicy: Check = {
  name: 'endpoint policy',
  looksAt: 'the endpoint',
  applies: isExisting,
  run: async ({ endpoint }) => judged((await endpoint())?.PolicyDocument),
}

interface Statement {
  readonly Effect?: string
  readonly Action?: unknown
  readonly Resource?: unknown
  readonly Condition?: unknown
}

export function judged(policy: string | undefined): Finding {
  const statements = statementsOf(policy)
  if (!statements) return { verdict: 'unknown', found: 'there is none that can be read' }
  const isOpen = statements.some(
    ({ Effect, Action, Resource, Condition }) =>
      Effect === 'Allow' && isAll(Action) && isAll(Resource) && Condition === undefined,
  )
  if (!isOpen) return ok('not the default: it says what may be called')
  return warning(
    'the default: whoever is in the network may call private APIs of every account through it',
    'Restrict it to execute-api:Invoke on the APIs of this account.',
  )
}

function statementsOf(policy: string | undefined): readonly Statement[] | undefined {
  try {
    const { Statement } = JSON.parse(policy ?? '') as { Statement?: Statement | readonly Statement[] }
    return Statement === undefined ? undefined : ([Statement].flat() as Statement[])
  } catch {
    return undefined
  }
}

const isAll = (value: unknown): boolean =>
  [value].flat().some((each) => each === '*' || each === 'execute-api:*')
