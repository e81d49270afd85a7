import { type Flow, rulesetsOf, setupScript } from '../../../scripts/lab/network/index.ts'
import type { Plan } from '../../../scripts/lab/plan/plan.ts'
import { NAT_GATEWAY, PUBLIC_FRONT_END } from '../../../scripts/lab/plan/public.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import { type Outcome, type Probe, Probes } from './probes.ts'
import { AT, all, allowIn, allowOut, denyIn, egress, ingress, smallPlan, tcp, udp } from './small-plan.ts'

type Place = keyof typeof AT
const NAMESPACES: Partial<Record<Place, string>> = {
  endpoint: 'aws',
  inboundResolver: 'aws',
  corporateDns: 'aws',
  laptop: 'internet',
  otherVpc: 'other-vpc',
}
const PORTS = [53, 443, 444]
const ANYWHERE = '0.0.0.0/0'
const NO_PUBLIC_ADDRESS =
  'the internet gateway has no such public address: the internet does not reach private ones'

describeInNamespaces('the network', () => {
  let network: TestNetwork
  let probes: Probes
  let clientPort = 20_000
  beforeAll(async () => {
    network = await TestNetwork.of(smallPlan())
    probes = new Probes(network)
    const inVpc = [AT.endpoint, AT.inboundResolver, AT.amazonResolver]
    await Promise.all([
      probes.agent('aws', [...inVpc, AT.corporateDns, PUBLIC_FRONT_END, '169.254.100.1'], PORTS),
      probes.agent('internet', [AT.laptop], PORTS),
      probes.agent('other-vpc', [AT.otherVpc], PORTS),
      probes.agent('fn0', ['203.0.113.10'], PORTS),
      ...(['consumer', 'hidden', 'stranger', 'worker', 'corporate'] as const).map((name) =>
        probes.agent(name, [AT[name]], PORTS),
      ),
    ])
  }, 60_000)
  afterAll(() => network.stop())

  async function load(plan: Plan): Promise<Plan> {
    for (const { namespace, text } of rulesetsOf(plan)) await network.run(namespace, ['nft', '-f', '-'], text)
    return plan
  }

  async function send(
    plan: Plan,
    from: Place,
    to: Place | typeof PUBLIC_FRONT_END,
    probe: Partial<Probe> = {},
  ) {
    const whole = {
      at: NAMESPACES[from] ?? from,
      from: AT[from],
      to: to === PUBLIC_FRONT_END ? to : AT[to],
      protocol: 'tcp' as const,
      port: 443,
      clientPort: clientPort++,
      ...probe,
    }
    const [outcome] = await probes.send(plan, [whole])
    return outcome as Outcome
  }
  const refusal = (outcome: Outcome): Flow => {
    if ('answer' in outcome) throw new Error(`it was answered: ${outcome.answer}`)
    return outcome.refused
  }

  type Case = [
    name: string,
    rules: Parameters<typeof smallPlan>[0],
    from: Place,
    to: Place,
    probe: Partial<Probe>,
    refusedBy: string | undefined,
  ]
  const noEntry = (direction: string) => `the NACL of Vpc/s1, vpc.yaml:1, has no ${direction} entry for it`
  const noRule = (direction: string, groups: string) => `no ${direction} rule is for it in ${groups}`
  const atEndpoint = noRule('ingress', 'Vpc/server, vpc.yaml:2')
  const fromClients = { server: [ingress(tcp(443), { group: 'client' })] }

  test.each<Case>([
    ['a group admits a port, and its answers need no rule', {}, 'consumer', 'endpoint', {}, undefined],
    ['and not the next one', {}, 'consumer', 'endpoint', { port: 444 }, atEndpoint],
    [
      'nor the same of another protocol',
      { server: [ingress(tcp(443), ANYWHERE)] },
      'consumer',
      'endpoint',
      { protocol: 'udp' },
      atEndpoint,
    ],
    ['a group admits the members of a group', fromClients, 'consumer', 'endpoint', {}, undefined],
    ['and nobody else, though in the same subnet', fromClients, 'stranger', 'endpoint', {}, atEndpoint],
    [
      'a group lets out what it says',
      { client: [egress(tcp(443), { group: 'server' })] },
      'consumer',
      'endpoint',
      {},
      undefined,
    ],
    [
      'and nothing else',
      { client: [egress(tcp(443), { group: 'server' })] },
      'hidden',
      'stranger',
      {},
      noRule('egress', 'Vpc/client, vpc.yaml:2'),
    ],
    [
      'a NACL is asked in its order: allowed first',
      { privateAcl: [allowIn(tcp(443)), denyIn(all), allowOut(all)] },
      'consumer',
      'endpoint',
      {},
      undefined,
    ],
    [
      'a NACL is asked in its order: denied first',
      { privateAcl: [denyIn(tcp(400, 443)), allowIn(all), allowOut(all)] },
      'consumer',
      'endpoint',
      {},
      denyIn(tcp(400, 443)).rule,
    ],
    [
      'a NACL without an entry lets nothing in',
      { privateAcl: [] },
      'consumer',
      'endpoint',
      {},
      noEntry('ingress'),
    ],
    ['a NACL is not asked within its subnet', { privateAcl: [] }, 'stranger', 'endpoint', {}, undefined],
    [
      'a NACL forgets: an answer needs an entry',
      { privateAcl: [allowIn(tcp(443)), allowOut(tcp(443))] },
      'consumer',
      'endpoint',
      {},
      noEntry('egress'),
    ],
    [
      'and passes with one',
      { privateAcl: [allowIn(tcp(443)), allowOut(tcp(1024, 65_535))] },
      'consumer',
      'endpoint',
      {},
      undefined,
    ],
    [
      'the resolver of the VPC is under no group and no NACL',
      { client: [], privateAcl: [], publicAcl: [] },
      'consumer',
      'amazonResolver',
      { protocol: 'udp', port: 53 },
      undefined,
    ],
    [
      'nor does it answer anybody outside the VPC',
      {},
      'corporate',
      'amazonResolver',
      { protocol: 'udp', port: 53 },
      'the Amazon resolver answers its own VPC only',
    ],
    ['the internet does not reach a private address', {}, 'laptop', 'endpoint', {}, NO_PUBLIC_ADDRESS],
    ['nor that of somebody with a public one', {}, 'laptop', 'consumer', {}, NO_PUBLIC_ADDRESS],
    [
      'without a public address nobody reaches the internet',
      {},
      'hidden',
      'laptop',
      {},
      'the internet gateway: an interface without a public address does not reach the internet',
    ],
    [
      'nor from a subnet without a route there',
      {},
      'stranger',
      'laptop',
      {},
      'the route table of Vpc/s1, vpc.yaml:1, has no route there',
    ],
    [
      'a VPC does not lead into another',
      {},
      'otherVpc',
      'endpoint',
      {},
      'the route table of the subnet of the other account, has no route there',
    ],
    [
      'the corporate network comes in where a rule admits its addresses',
      { server: [ingress(tcp(443), '192.168.0.0/16')] },
      'corporate',
      'endpoint',
      {},
      undefined,
    ],
    [
      'and else does not',
      { server: [ingress(tcp(443), '10.0.0.0/16')] },
      'corporate',
      'endpoint',
      {},
      atEndpoint,
    ],
    [
      "what the corporate DNS server asks passes the VPC's filters",
      {},
      'corporateDns',
      'inboundResolver',
      { protocol: 'udp', port: 53 },
      atEndpoint,
    ],
  ])('%s', async (_, rules, from, to, probe, refusedBy) => {
    const outcome = await send(await load(smallPlan(rules)), from, to, probe)
    if (refusedBy === undefined)
      expect(outcome).toMatchObject({ answer: expect.stringMatching(/^(ECONNREFUSED|echoed)$/) })
    else expect(refusal(outcome).because).toBe(refusedBy)
  })

  test.each<[string, Place, Place | typeof PUBLIC_FRONT_END, string]>([
    ['an endpoint sees the consumer itself', 'consumer', 'endpoint', AT.consumer],
    ['the internet sees the public address of a consumer', 'consumer', 'laptop', AT.consumerPublicly],
    ['and so does the public front end', 'consumer', PUBLIC_FRONT_END, AT.consumerPublicly],
    ['the internet sees the NAT gateway of who goes by it', 'worker', 'laptop', NAT_GATEWAY],
    ['an endpoint sees the corporate host', 'corporate', 'endpoint', AT.corporate],
    [
      'the inbound resolver sees the corporate DNS server',
      'corporateDns',
      'inboundResolver',
      AT.corporateDns,
    ],
    ['the corporate DNS server sees the corporate host', 'corporate', 'corporateDns', AT.corporate],
  ])('%s', async (_, from, to, seenFrom) => {
    const outcome = await send(await load(smallPlan()), from, to, { protocol: 'udp' })
    expect(outcome).toEqual({ answer: 'echoed', seenFrom })
  })

  test('the internet reaches a public address, where the group of its owner admits it', async () => {
    const inwards = { protocol: 'udp', seenTo: AT.consumer, to: AT.consumerPublicly } as const
    const open = await send(await load(smallPlan()), 'laptop', 'consumer', inwards)
    expect(open).toEqual({ answer: 'echoed', seenFrom: AT.laptop })
    const shut = await send(await load(smallPlan({ server: [] })), 'laptop', 'consumer', inwards)
    expect(refusal(shut).because).toBe(noRule('ingress', 'Vpc/client, vpc.yaml:2; Vpc/server, vpc.yaml:2'))
  })

  test('a NAT gateway lets nobody in', async () => {
    const outcome = await send(await load(smallPlan()), 'laptop', 'worker', { to: NAT_GATEWAY })
    expect(refusal(outcome).because).toBe('a VPC passes nothing on between its neighbours')
  })

  test.each<[string, Place, string, Partial<Probe>]>([
    ['in the VPC', 'hidden', 'eth0', { to: AT.endpoint }],
    ['on the internet', 'laptop', 'eth0', { to: AT.consumerPublicly }],
    ['in the corporate network', 'corporate', 'vpn', { to: AT.endpoint }],
  ])('nobody %s speaks with the address of another', async (_, from, device, { to }) => {
    const plan = await load(smallPlan(fromClients))
    const at = NAMESPACES[from] ?? from
    const address = [`${AT.worker}/32`, 'dev', device]
    await network.run(at, ['ip', 'address', 'add', ...address])
    const outcome = await send(plan, from, 'endpoint', { from: AT.worker, to: `${to}` })
    await network.run(at, ['ip', 'address', 'delete', ...address])
    expect(refusal(outcome).because).toBe('the source check: the address is not of that interface')
  })

  test('what is for an address of the VPC that nobody has stays in the VPC', async () => {
    const plan = await load(smallPlan())
    const probe = { from: AT.consumer, to: '10.0.9.9', port: 443, clientPort: clientPort++ }
    probes.order('consumer', 'udp', probe)
    await send(plan, 'consumer', 'endpoint')
    // The internet would send it back, and the gateway refuse it.
    expect(await probes.flows(plan)).toEqual([])
  })

  test('routers alone pass packets on, and nobody speaks IPv6, whatever the machine does', async () => {
    const everywhere = (await network.run(undefined, ['ls', '/run/netns'])).trim().split('\n')
    const forwarding: string[] = []
    for (const namespace of everywhere) {
      expect(await network.run(namespace, ['ip', '-6', 'address'])).toBe('')
      const setting = await network.run(namespace, ['cat', '/proc/sys/net/ipv4/ip_forward'])
      if (setting === '1\n') forwarding.push(namespace)
    }
    expect(forwarding).toEqual(['corporate', 'isp', 'vpc0', 'vpc1'])
  })

  test('a function reaches none of the addresses of AWS by the link to its Runtime API', async () => {
    const plan = await load(smallPlan())
    const [api] = plan.functions.map(({ runtimeApi }) => runtimeApi)
    const [from, router] = [api?.own ?? '', api?.lab ?? '']
    await network.run('fn0', ['ip', 'route', 'add', AT.endpoint, 'via', router, 'dev', 'runtime'])
    const probe = { from, port: 443, clientPort: clientPort++ }
    probes.order('fn0', 'udp', { ...probe, to: AT.endpoint })
    const after = probes.order('fn0', 'udp', { ...probe, clientPort: clientPort++, to: router })
    expect(await after.answered).toEqual({ answer: 'echoed', seenFrom: from })
    // Had the endpoint got the first one, its answer would have been refused on its way.
    expect(await probes.flows(plan)).toEqual([])
  })

  test('a connection outlives the rule that admitted it, and no other is made', async () => {
    await load(smallPlan())
    const served = { address: AT.endpoint, port: 443 }
    await probes.order('aws', 'serve', served).answered
    const client = { from: AT.consumer, clientPort: clientPort++, to: AT.endpoint, port: 443 }
    const { id, answered } = probes.order('consumer', 'tcp', client)
    expect(await answered).toEqual({ answer: 'connected' })

    const withdrawn = await load(smallPlan({ server: [] }))
    expect(await probes.order('consumer', 'say', { on: id }).answered).toEqual({ answer: 'still there' })
    expect(refusal(await send(withdrawn, 'consumer', 'endpoint')).because).toBe(atEndpoint)
  })

  test('the flow log says who was refused what by which rule, and how often', async () => {
    const plan = await load(smallPlan({ privateAcl: [allowIn(tcp(443)), allowIn(udp(444))] }))
    await send(plan, 'consumer', 'endpoint')
    await send(plan, 'stranger', 'endpoint', { protocol: 'udp', port: 53 })
    await send(plan, 'stranger', 'endpoint', { protocol: 'udp', port: 53 })
    const flows = (await probes.flows(plan)).map(({ secondsAgo, ...flow }) => flow)
    const endpoint = { address: AT.endpoint, name: 'Vpc/aws' }
    expect(flows).toHaveLength(2)
    expect(flows).toContainEqual({
      from: endpoint,
      to: { address: AT.consumer, name: 'consumer' },
      protocol: 'tcp',
      port: 443,
      isReply: true,
      packets: expect.any(Number),
      because: noEntry('egress'),
    })
    expect(flows).toContainEqual({
      from: { address: AT.stranger, name: 'stranger' },
      to: endpoint,
      protocol: 'udp',
      port: 53,
      isReply: false,
      packets: 2,
      because: atEndpoint,
    })
  })

  test('what has no ports is told of as well', async () => {
    const udpAndBack = [allowIn(all), allowOut(udp(1024, 65_535))]
    const plan = await load(smallPlan({ server: [ingress(all, ANYWHERE)], privateAcl: udpAndBack }))
    // Nobody listens there, which the endpoint says by ICMP.
    const { from, to } = { from: AT.consumer, to: AT.endpoint }
    probes.order('consumer', 'udp', { from, to, port: 9, clientPort: clientPort++ })
    let flows: Flow[] = []
    while (flows.length === 0) flows = await probes.flows(plan)
    expect(flows).toMatchObject([
      { from: { address: to }, protocol: 'icmp', port: undefined, because: noEntry('egress') },
    ])
  })

  test('nothing is made in a namespace that is in use', async () => {
    const again = network.run(undefined, ['sh', '-s'], setupScript(smallPlan()))
    await expect(again).rejects.toThrow('the lab needs a new network namespace')
  })
})
