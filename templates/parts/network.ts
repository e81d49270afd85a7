/** The VPC's addresses, as in the demo. */
export const VPC_CIDR = { Default: '10.10.0.0/16' }

/** The network behind a VPN, a transit gateway or Direct Connect. */
export const CORPORATE_CIDR = {
  Description: 'Addresses of the corporate network that may call as well; nothing for none.',
  Default: '',
}

/**
 * Egress rules that admit nothing. CloudFormation gives a security group without egress rules one that admits
 * everything; a rule to the loopback address, which no packet leaves for, takes its place.
 */
export const NO_EGRESS = [
  { IpProtocol: '-1', CidrIp: '127.0.0.1/32', Description: 'Nothing: no packet leaves for loopback' },
] as const

/** HTTPS to or from a block. */
export const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 } as const
