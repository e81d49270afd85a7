import type { VpcEndpoint } from '@aws-sdk/client-ec2'
import type { Aws } from '../aws/connect.ts'
import type { Context } from './context.ts'

/** Names of the parameter for it: in the whole it is optional, alone it is not. */
const ENDPOINT = ['ExistingVpcEndpointId', 'VpcEndpointId']
const VPC = ['ExistingVpcId', 'VpcId']

type Value = Context['value']

export const endpointIdOf = (value: Value): string => ENDPOINT.map(value).find(Boolean) ?? ''
export const vpcIdOf = (value: Value): string => VPC.map(value).find(Boolean) ?? ''

/** Whether somebody wants to use an endpoint or VPC that is there already. */
export const isExisting = ({ value }: Context): boolean => endpointIdOf(value) !== '' || vpcIdOf(value) !== ''

/** The endpoint of that id; without one, the execute-api endpoint of the VPC. */
export async function endpointIn(aws: Aws, value: Value): Promise<VpcEndpoint | undefined> {
  const [id, vpc] = [endpointIdOf(value), vpcIdOf(value)]
  if (id === '' && vpc === '') return undefined
  const { DescribeVpcEndpointsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
  const Filters =
    id === ''
      ? [
          { Name: 'vpc-id', Values: [vpc] },
          { Name: 'service-name', Values: [serviceName(aws.region)] },
        ]
      : // By filter: asked by id, EC2 refuses what is not there.
        [{ Name: 'vpc-endpoint-id', Values: [id] }]
  const { VpcEndpoints = [] } = await aws.open(EC2Client).send(new DescribeVpcEndpointsCommand({ Filters }))
  return VpcEndpoints.find(({ PrivateDnsEnabled }) => PrivateDnsEnabled) ?? VpcEndpoints[0]
}

/** Also in China's regions it begins so (VPC user guide, "Services that integrate with PrivateLink"). */
export const serviceName = (region: string): string => `com.amazonaws.${region}.execute-api`
