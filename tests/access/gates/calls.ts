import { type Call, type Caller, type Model, readModel, walk } from '../../../scripts/access/gates/index.ts'
import { parseAddress } from '../../../scripts/access/network/index.ts'
import { type Declared, regionOf } from '../network/region.ts'

const ACCOUNT = { partition: 'aws', region: 'us-east-1', account: '111122223333' }

export const modelOf = (resources: Record<string, Declared>): Model => readModel(regionOf(resources), ACCOUNT)

/** The callers of a model, by name. */
export const callers = {
  client: ({ network }: Model): Caller => {
    const host = network.hosts.find(({ kind }) => kind === 'instance')
    if (!host) throw new Error('no client')
    return { kind: 'host', host }
  },
  stranger: ({ network }: Model): Caller => {
    const subnet = network.subnets.find(({ address }) => address === 'ClientSubnet')
    if (!subnet) throw new Error('no subnet')
    return { kind: 'stranger', subnet, address: addressOf('10.0.1.77') }
  },
  corporate: (): Caller => ({ kind: 'linked', address: addressOf('192.168.1.1') }),
  internet: (): Caller => ({ kind: 'internet', address: addressOf('203.0.113.7') }),
  otherVpc: (): Caller => ({
    kind: 'other-vpc',
    account: '999999999999',
    vpc: 'vpc-0ffffffffffffffff',
    endpoint: 'vpce-0ffffffffffffffff',
    address: addressOf('10.0.1.77'),
  }),
} as const

/** Walks one request; the answer with the gate that gave it, and the evidence of that gate. */
export function send(
  resources: Record<string, Declared>,
  from: keyof typeof callers = 'client',
  request: Partial<Call> = {},
) {
  const model = modelOf(resources)
  const walked = walk(
    {
      caller: callers[from](model),
      principal: null,
      api: 'Api',
      form: 'default-name',
      method: 'GET',
      path: '/pets',
      stage: 'prod',
      ...request,
    },
    model,
  )
  const last = walked.steps.findLast(({ verdict }) => verdict !== 'not reached')
  return {
    verdict: walked.verdict,
    answer: walked.answer?.text,
    at: last?.gate,
    because: last?.because ?? [],
    lines: last?.because.map((one) => one.at?.line) ?? [],
    walked,
  }
}

/** The line on which a resource of these stands. */
export const lineOf = (resources: Record<string, Declared>, logicalId: string): number =>
  Object.keys(resources).indexOf(logicalId) + 1

const addressOf = (text: string): number => parseAddress(text) ?? 0
