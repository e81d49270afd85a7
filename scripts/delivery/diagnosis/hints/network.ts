import type { Hint } from './hint.ts'

const ZONES = 'AvailabilityZoneA and AvailabilityZoneB'

/** VPC, endpoint, resolver and instance. */
export const NETWORK: readonly Hint[] = [
  {
    says: 'private-dns-enabled cannot be set because there is already a conflicting DNS domain',
    wording: 'published',
    why: 'The VPC has an execute-api endpoint with private DNS already, and takes only one.',
    cure: 'Use that one (ExistingVpcEndpointId and what goes with it); npm run doctor shows which it is.',
  },
  {
    says: 'The maximum number of VPCs has been reached',
    wording: 'published',
    why: 'The account has as many VPCs in this region as its quota allows.',
    cure: 'Delete one, ask for a larger quota "VPCs per Region", or use an endpoint you have (ExistingVpcEndpointId); npm run doctor shows the quota.',
  },
  {
    says: 'The maximum number of VPC endpoints has been reached',
    wording: 'assumed',
    why: 'The quota of interface endpoints is used up.',
    cure: 'Delete one, or ask for a larger quota "Interface VPC endpoints per VPC"; npm run doctor shows it.',
  },
  {
    says: 'VpcEndpointLimitExceeded',
    wording: 'documented',
    why: 'The quota of VPC endpoints is used up.',
    cure: 'Delete one, or ask for a larger quota "Interface VPC endpoints per VPC"; npm run doctor shows it.',
  },
  {
    says: 'The VPC endpoint service … does not support the availability zone of the subnet',
    wording: 'published',
    why: 'The service of the endpoint is not offered in the zone of one of the subnets.',
    cure: `Choose other zones by ${ZONES}: aws ec2 describe-vpc-endpoint-services lists those it is offered in.`,
  },
  {
    says: 'Your requested instance type … is not supported in your requested Availability Zone',
    wording: 'documented',
    why: "The zone of the consumer's subnet has no instances of that type.",
    cure: `Choose another zone by ${ZONES}, or leave the instance out (Consumer=leave-out).`,
  },
  {
    says: 'We currently do not have sufficient … capacity in the Availability Zone you requested',
    wording: 'published',
    why: 'AWS has no instance of that type free in that zone at the moment.',
    cure: `Deploy again later, choose another zone by ${ZONES}, or leave the instance out (Consumer=leave-out).`,
  },
  {
    says: 'Subnets can currently only be created in the following availability zones',
    wording: 'published',
    why: 'This account has no such zone in this region, or cannot make subnets there.',
    cure: `Set ${ZONES} to two of those that the message lists, or leave both empty.`,
  },
  {
    says: 'is in use',
    type: 'AWS::Route53Resolver::ResolverEndpoint',
    wording: 'assumed',
    why: 'The address that ResolverHost gives the resolver belongs to another network interface of the subnet.',
    cure: 'Choose another last byte by ResolverHost (4 to 254).',
  },
  {
    says: 'Parameter validation failed: parameter value … for parameter name … does not exist',
    wording: 'published',
    why: 'What a parameter names (a VPC, subnet or endpoint) is not in this account and region, or these credentials may not look.',
    cure: 'Compare the parameter with what is there, and look whether AWS_REGION is the one you mean.',
  },
  {
    says: 'Unable to fetch parameters … from parameter store for this account',
    wording: 'published',
    why: 'The public parameter that names the newest Amazon Linux image cannot be read here.',
    cure: 'Allow ssm:GetParameters, and look whether this region has the parameter that ImageId names.',
  },
]
