import type { Plan } from '../../../scripts/lab/plan/plan.ts'
import { distPlan } from './dist-plan.ts'
import { describeInNamespaces, TestNetwork } from './namespaces.ts'
import { Probes } from './probes.ts'

const addressOf = ({ vpcs }: Plan, owner: string): string => {
  const found = vpcs.flatMap(({ interfaces }) => interfaces).find((one) => one.owner === owner)
  if (!found) throw new Error(`nothing is of ${owner}`)
  return found.address
}

describeInNamespaces('the templates of dist', () => {
  test.each([
    ['as they are', []],
    ['with an internet gateway', ['InternetAccess=public-subnets']],
    ['with a corporate network', ['CorporateCidr=192.168.0.0/16']],
    ['with the functions outside the VPC', ['GreeterPlacement=outside-vpc']],
  ])(
    '%s',
    async (_, parameters) => {
      const plan = distPlan(...parameters)
      const network = await TestNetwork.of(plan)
      try {
        const probes = new Probes(network)
        const [consumer, endpoint] = [
          addressOf(plan, 'ApiConsumer/Consumer'),
          addressOf(plan, 'SecurePrivateApiVpc/ApiEndpoint'),
        ]
        await Promise.all([probes.agent('consumer', [consumer], []), probes.agent('aws', [endpoint], [443])])
        const probe = {
          at: 'consumer',
          from: consumer,
          to: endpoint,
          protocol: 'tcp',
          clientPort: 20_000,
        } as const
        const [https, ssh] = await probes.send(plan, [
          { ...probe, port: 443 },
          { ...probe, port: 22, clientPort: 20_001 },
        ])
        expect(https).toEqual({ answer: 'ECONNREFUSED' })
        expect(ssh).toMatchObject({
          refused: {
            from: { name: 'consumer' },
            to: { name: 'SecurePrivateApiVpc/ApiEndpoint' },
            because: expect.stringMatching(
              /^no egress rule is for it in ApiConsumer\/ConsumerSecurityGroup, dist\/api-consumer.yaml:\d+$/,
            ),
          },
        })
      } finally {
        await network.stop()
      }
    },
    60_000,
  )
})
