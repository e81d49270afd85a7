import type { Corporate, LambdaFunction, Plan, Vpc } from '../plan/plan.ts'
import { CHECK_IP, CORPORATE_PUBLIC, LAPTOP, PUBLIC_DNS, PUBLIC_FRONT_END } from '../plan/public.ts'
import { AWS, type Batch, MTU, type Stub } from './batch.ts'
import { CORPORATE, CORPORATE_ADDRESS, ISP, ISP_ADDRESS, VPN, vpcAddress } from './routers.ts'

/** The internet: a router that knows the lab's public addresses and drops the rest, a laptop, and AWS's public side. */
export function linkInternet(batch: Batch): void {
  batch.at(ISP, 'route add blackhole default')
  publicStub(batch, 'laptop', { namespace: 'internet', device: 'eth0', addresses: [LAPTOP] })
  publicStub(batch, AWS, {
    namespace: AWS,
    device: 'public',
    addresses: [PUBLIC_DNS, PUBLIC_FRONT_END, CHECK_IP],
  })
}

/** Somebody with public addresses, who sends all that it knows no better way for to the internet's router. */
function publicStub(batch: Batch, device: string, stub: Stub): void {
  batch.stub({ namespace: ISP, device, address: ISP_ADDRESS }, stub, MTU.internet)
  batch.at(stub.namespace, `route add default via ${ISP_ADDRESS} dev ${stub.device} onlink`)
}

/** A function's link to its Runtime API, and to the internet unless it is in a VPC. */
export function linkFunction(batch: Batch, { name, runtimeApi, publicAddress }: LambdaFunction): void {
  batch.link({ namespace: AWS, device: name }, { namespace: name, device: 'runtime' }, MTU.machine)
  batch.at(AWS, `addr add ${runtimeApi.lab}/30 dev ${name}`, `link set dev ${name} up`)
  batch.at(name, `addr add ${runtimeApi.own}/30 dev runtime`, 'link set dev runtime up')
  if (publicAddress) publicStub(batch, name, { namespace: name, device: 'eth0', addresses: [publicAddress] })
}

/**
 * The corporate network: one host that is its own router. Every subnet of the VPC knows it, as where a VPN's routes are
 * propagated. Its DNS server answers in `aws`, where the lab's DNS is, but is reached, and reaches the VPC, through here
 * alone.
 */
export function linkCorporate(batch: Batch, plan: Plan, vpc: Vpc, { cidr, host, dns }: Corporate): void {
  publicStub(batch, CORPORATE, { namespace: CORPORATE, device: 'eth0', addresses: [CORPORATE_PUBLIC] })
  const behind = vpcAddress(plan.vpcs, vpc)
  batch.wire(
    { namespace: vpc.name, device: VPN, address: behind },
    { namespace: CORPORATE, device: VPN, address: CORPORATE_ADDRESS },
  )
  batch.at(vpc.name, `route add ${cidr} via ${CORPORATE_ADDRESS} dev ${VPN} onlink`)
  batch.at(
    CORPORATE,
    `addr add ${host}/32 dev ${VPN}`,
    `route add ${vpc.cidr} via ${behind} dev ${VPN} onlink src ${host}`,
  )
  batch.stub(
    { namespace: CORPORATE, device: 'dns', address: CORPORATE_ADDRESS },
    { namespace: AWS, device: 'corporate-dns', addresses: [dns] },
    MTU.internet,
  )
  batch.at(CORPORATE, `route replace ${dns}/32 dev dns src ${host}`)
  batch.answersFrom(dns, { address: CORPORATE_ADDRESS }, 'corporate-dns')
}
