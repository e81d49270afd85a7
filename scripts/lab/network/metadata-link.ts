import { METADATA } from '../plan/addresses.ts'
import { AWS, type Batch, MTU } from './batch.ts'

/** The instance's end of the link, which nobody else sees. */
const OWN = '169.254.169.249'

/** An instance's link to its metadata service, which no route and no filter of the VPC has to do with. */
export function linkMetadata(batch: Batch, namespace: string): void {
  const device = 'metadata'
  batch.stub(
    { namespace: AWS, device, address: METADATA },
    { namespace, device, addresses: [OWN] },
    MTU.machine,
  )
  batch.at(namespace, `route add ${METADATA}/32 dev ${device} src ${OWN}`)
}
